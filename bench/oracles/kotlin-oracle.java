import com.intellij.openapi.util.Disposer;
import com.intellij.psi.PsiElement;
import com.intellij.psi.PsiErrorElement;
import com.intellij.psi.PsiFile;
import com.intellij.psi.util.PsiTreeUtil;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.kotlin.cli.common.CLIConfigurationKeys;
import org.jetbrains.kotlin.cli.common.config.ContentRootsKt;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles;
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment;
import org.jetbrains.kotlin.cli.jvm.compiler.CliBindingTrace;
import org.jetbrains.kotlin.cli.jvm.compiler.TopDownAnalyzerFacadeForJVM;
import org.jetbrains.kotlin.cli.jvm.config.JvmContentRootsKt;
import org.jetbrains.kotlin.config.ApiVersion;
import org.jetbrains.kotlin.config.CommonConfigurationKeys;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jetbrains.kotlin.config.JVMConfigurationKeys;
import org.jetbrains.kotlin.config.LanguageFeature;
import org.jetbrains.kotlin.config.LanguageVersion;
import org.jetbrains.kotlin.config.LanguageVersionSettingsImpl;
import org.jetbrains.kotlin.descriptors.ClassDescriptor;
import org.jetbrains.kotlin.descriptors.ConstructorDescriptor;
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor;
import org.jetbrains.kotlin.descriptors.PackageFragmentDescriptor;
import org.jetbrains.kotlin.descriptors.TypeAliasDescriptor;
import org.jetbrains.kotlin.incremental.components.NoLookupLocation;
import org.jetbrains.kotlin.name.Name;
import org.jetbrains.kotlin.psi.KtElement;
import org.jetbrains.kotlin.psi.KtFile;
import org.jetbrains.kotlin.psi.KtLabelReferenceExpression;
import org.jetbrains.kotlin.psi.KtSimpleNameExpression;
import org.jetbrains.kotlin.resolve.BindingContext;
import org.jetbrains.kotlin.resolve.DescriptorToSourceUtils;
import org.jetbrains.kotlin.resolve.calls.util.FakeCallableDescriptorForObject;
import org.jetbrains.kotlin.resolve.scopes.utils.ScopeUtilsKt;
import org.jetbrains.kotlin.resolve.sam.SamConstructorDescriptor;

/**
 * Reads paths of Kotlin files, one a line, relative to the folder given first, and analyzes them all as one program with
 * the compiler's own front end; the Java sources below the folders of the third argument belong to it, and the libraries
 * of the fourth. Prints `from TAB to` for each file whose source names a type, or a function or property of a package,
 * that another declares, and `unread TAB path` for each that does not parse. What is missing from the class path is an
 * error to the compiler, and no matter here.
 */
class KotlinOracle {
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toRealPath();
    List<String> lines = Files.readAllLines(Path.of(arguments[1]));
    var configuration = new CompilerConfiguration();
    configuration.put(CommonConfigurationKeys.MODULE_NAME, "oracle");
    configuration.put(CLIConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.Companion.getNONE());
    configuration.put(CommonConfigurationKeys.LANGUAGE_VERSION_SETTINGS, settings());
    configuration.put(JVMConfigurationKeys.JDK_HOME, new File(System.getProperty("java.home")));
    JvmContentRootsKt.configureJdkClasspathRoots(configuration);
    for (String java : Files.readAllLines(Path.of(arguments[2])))
      JvmContentRootsKt.addJavaSourceRoot(configuration, root.resolve(java).toFile());
    for (String library : Files.readAllLines(Path.of(arguments[3])))
      JvmContentRootsKt.addJvmClasspathRoot(configuration, new File(library));
    for (String line : lines)
      ContentRootsKt.addKotlinSourceRoot(configuration, root.resolve(line).toString(), line.contains("/commonMain/"));
    var environment = KotlinCoreEnvironment.createForProduction(
      Disposer.newDisposable(), configuration, EnvironmentConfigFiles.JVM_CONFIG_FILES);
    List<KtFile> files = environment.getSourceFiles();
    var result = TopDownAnalyzerFacadeForJVM.analyzeFilesWithJavaIntegration(
      environment.getProject(), files, new CliBindingTrace(), configuration,
      environment::createPackagePartProvider);
    for (KtFile file : files) {
      String from = relative(root, file);
      if (PsiTreeUtil.hasErrorElements(file)) System.out.println("unread\t" + from);
      Named named = named(file, result.getBindingContext());
      for (PsiFile to : named.surely) System.out.println(from + "\t" + relative(root, to));
      for (PsiFile to : named.maybe) System.out.println(from + "\t" + relative(root, to) + "\tmaybe");
    }
    System.out.flush();
    System.exit(0);
  }

  private static LanguageVersionSettingsImpl settings() {
    Map<LanguageFeature, LanguageFeature.State> features = new HashMap<>();
    features.put(LanguageFeature.MultiPlatformProjects, LanguageFeature.State.ENABLED);
    features.put(LanguageFeature.ContextReceivers, LanguageFeature.State.ENABLED);
    return new LanguageVersionSettingsImpl(
      LanguageVersion.KOTLIN_1_9, ApiVersion.KOTLIN_1_9, Map.of(), features);
  }

  private record Named(Set<PsiFile> surely, Set<PsiFile> maybe) {}

  private static Named named(KtFile file, BindingContext context) {
    Named found = new Named(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (var name : PsiTreeUtil.findChildrenOfType(file, KtSimpleNameExpression.class)) {
      if (name instanceof KtLabelReferenceExpression || name.getIdentifier() == null) continue;
      var target = context.get(BindingContext.REFERENCE_TARGET, name);
      Collection<? extends DeclarationDescriptor> targets = context.get(BindingContext.AMBIGUOUS_REFERENCE_TARGET, name);
      if (target != null) add(found.surely, target);
      else if (targets != null) for (var each : targets) add(found.surely, each);
      else for (var each : inView(name, context)) add(found.maybe, each);
    }
    found.surely.remove(file);
    found.maybe.remove(file);
    found.maybe.removeAll(found.surely);
    return found;
  }

  /** What has the name and is in view, where what the name belongs to has no type without the libraries. */
  private static List<DeclarationDescriptor> inView(KtSimpleNameExpression name, BindingContext context) {
    for (PsiElement at = name; at instanceof KtElement element; at = at.getParent()) {
      var scope = context.get(BindingContext.LEXICAL_SCOPE, element);
      if (scope == null) continue;
      List<DeclarationDescriptor> found = new ArrayList<>();
      Name wanted = name.getReferencedNameAsName();
      found.addAll(ScopeUtilsKt.collectFunctions(scope, wanted, NoLookupLocation.FROM_BACKEND));
      found.addAll(ScopeUtilsKt.collectVariables(scope, wanted, NoLookupLocation.FROM_BACKEND));
      return found;
    }
    return List.of();
  }

  /** Members of types are not followed, only types themselves and what packages hold. */
  private static void add(Set<PsiFile> found, DeclarationDescriptor target) {
    if (target instanceof FakeCallableDescriptorForObject object) target = object.getClassDescriptor();
    if (target instanceof SamConstructorDescriptor sam) target = sam.getContainingDeclaration();
    if (target instanceof ConstructorDescriptor constructor) target = constructor.getContainingDeclaration();
    boolean isType = target instanceof ClassDescriptor || target instanceof TypeAliasDescriptor;
    if (!isType && !(target.getContainingDeclaration() instanceof PackageFragmentDescriptor)) return;
    PsiFile file = DescriptorToSourceUtils.getContainingFile(target);
    if (file == null) {
      PsiElement source = DescriptorToSourceUtils.getSourceFromDescriptor(target);
      if (source != null) file = source.getContainingFile();
    }
    if (file instanceof KtFile) found.add(file);
  }

  private static String relative(Path root, PsiFile file) {
    return root.relativize(Path.of(file.getVirtualFile().getPath())).toString();
  }
}
