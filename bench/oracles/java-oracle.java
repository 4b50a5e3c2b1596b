import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;

/**
 * Reads paths of Java files, one a line, relative to the folder given first, and attributes them all as one program.
 * Prints `from TAB to` for each file whose source names a type that another declares. What is missing from the class
 * path is an error to the compiler, and no matter here.
 */
class JavaOracle {
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    List<String> lines = Files.readAllLines(Path.of(arguments[1]));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    var units = files.getJavaFileObjectsFromPaths(lines.stream().map(root::resolve).toList());
    var options = List.of("-proc:none", "-implicit:none", "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1");
    var task = (JavacTask) compiler.getTask(null, files, problem -> {}, options, null, units);
    Trees trees = Trees.instance(task);

    List<CompilationUnitTree> parsed = new ArrayList<>();
    task.parse().forEach(parsed::add);
    task.analyze();
    Map<Element, URI> sources = new HashMap<>();
    for (var unit : parsed)
      for (Tree declared : unit.getTypeDecls()) {
        Element element = trees.getElement(TreePath.getPath(unit, declared));
        if (element instanceof TypeElement) sources.put(element, unit.getSourceFile().toUri());
      }
    for (var unit : parsed) {
      URI from = unit.getSourceFile().toUri();
      for (URI to : named(unit, trees, sources))
        if (!to.equals(from)) System.out.println(relative(root, from) + "\t" + relative(root, to));
    }
  }

  private static Set<URI> named(CompilationUnitTree unit, Trees trees, Map<Element, URI> sources) throws IOException {
    Set<URI> found = new TreeSet<>();
    CharSequence text = unit.getSourceFile().getCharContent(true);
    var positions = trees.getSourcePositions();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree tree, Void nothing) {
        if (isWritten(tree, tree.getName())) add();
        return super.visitIdentifier(tree, nothing);
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
        if (isWritten(tree, tree.getIdentifier())) add();
        return super.visitMemberSelect(tree, nothing);
      }

      /** Types that the compiler infers, those of `var` and of parameters of lambdas, are in the tree but not in the text. */
      private boolean isWritten(Tree tree, CharSequence name) {
        int end = (int) positions.getEndPosition(unit, tree);
        int start = end - name.length();
        return start >= 0 && end <= text.length() && name.toString().contentEquals(text.subSequence(start, end));
      }

      private void add() {
        Element element = trees.getElement(getCurrentPath());
        if (!(element instanceof TypeElement)) return;
        while (element.getEnclosingElement() instanceof TypeElement outer) element = outer;
        URI source = sources.get(element);
        if (source != null) found.add(source);
      }
    }.scan(unit, null);
    return found;
  }

  private static Path relative(Path root, URI file) {
    return root.relativize(Path.of(file));
  }
}
