import java.nio.file.{Files, Path, Paths}
import java.util.regex.Matcher
import scala.collection.JavaConverters._
import scala.collection.mutable
import scala.reflect.internal.Mode
import scala.reflect.internal.util.{BatchSourceFile, Position, SourceFile}
import scala.reflect.io.AbstractFile
import scala.tools.nsc.reporters.Reporter
import scala.tools.nsc.{Global, Settings}

/**
 * Reads paths of Scala files, one a line, relative to the folder given first, and types them all as one program. Prints
 * `from TAB to` for each file whose source names a type or object, or a member of a package object, that another
 * declares; the same with `maybe` after it where a name was left without a type, since what it belongs to is missing from
 * the class path; and `unread TAB path` for each file that does not parse. What later
 * versions of Scala 2 write otherwise is made to be read: commas before a closing bracket, `1_000`, `import a.*`.
 */
object ScalaOracle {
  def main(arguments: Array[String]): Unit = {
    val root = Paths.get(arguments(0)).toRealPath()
    val paths = Files.readAllLines(Paths.get(arguments(1))).asScala
    val settings = new Settings(problem => ())
    settings.usejavacp.value = true
    settings.stopAfter.value = List("typer")
    // Programs that expand code are never run.
    settings.processArgumentString("-Ymacro-expand:none")
    settings.feature.value = false
    val unread = mutable.LinkedHashSet[SourceFile]()
    lazy val compiler: Compiler = new Compiler(settings, reporter)
    lazy val reporter: Reporter = new Reporter {
      def info0(position: Position, message: String, severity: Severity, force: Boolean): Unit =
        if (severity == ERROR && compiler.globalPhase.name == "parser" && position.isDefined) unread += position.source
      override def count(severity: Severity) = 0
      override def hasErrors = false
    }
    val sources = paths.map(path => sourceOf(root.resolve(path)))
    compiler.read(sources.toList)
    def relative(file: AbstractFile) = root.relativize(Paths.get(file.path))
    for (source <- unread) println(s"unread\t${relative(source.file)}")
    for ((from, to) <- compiler.named) println(s"${relative(from)}\t${relative(to)}")
    for ((from, to) <- compiler.maybe -- compiler.named) println(s"${relative(from)}\t${relative(to)}\tmaybe")
  }

  private def sourceOf(path: Path): SourceFile = {
    val text = new String(Files.readAllBytes(path), "UTF-8")
    val plain = ",(?=(?:\\s|//[^\n]*\n)*\n\\s*[)\\]}])".r.replaceAllIn(text, " ")
    val numbers = "(?<![\\w$])(\\d[\\d_]*_\\d[\\d_]*)".r.replaceAllIn(plain, _.matched.replace("_", ""))
    val imports = "(?m)^(\\s*import\\s.*\\.)\\*".r.replaceAllIn(numbers, found => Matcher.quoteReplacement(found.group(1) + "_"))
    new BatchSourceFile(AbstractFile.getFile(path.toFile), imports.toCharArray)
  }
}

class Compiler(settings: Settings, reporter: Reporter) extends Global(settings, reporter) {
  type Pair = (AbstractFile, AbstractFile)
  val named = mutable.LinkedHashSet[Pair]()
  val maybe = mutable.LinkedHashSet[Pair]()
  private val alone = mutable.HashSet[(SourceFile, Int)]()
  private val typedAt = mutable.HashSet[(SourceFile, Int)]()

  def read(sources: List[SourceFile]): Unit = {
    val run = new Run
    analyzer.addAnalyzerPlugin(collector)
    run.compileSources(sources)
    for (unit <- run.units) {
      imports(unit)
      untyped(unit)
    }
  }

  private object collector extends analyzer.AnalyzerPlugin {
    override def pluginsTyped(tpe: Type, typer: analyzer.Typer, tree: Tree, mode: Mode, expected: Type): Type = {
      tree match {
        case _: Ident | _: Select if tree.pos.isDefined => note(tree)
        case written: TypeTree if written.original != null => written.original.foreach {
          case part @ (_: Ident | _: Select) if part.pos.isDefined => note(part)
          case _ =>
        }
        case Apply(_, arguments) if tpe.isErroneous => arguments.foreach(typeAlone(typer, _))
        case _ =>
      }
      tpe
    }
  }

  /** Arguments are left alone where what they are given to is not known. Once is enough: the compiler tries often. */
  private def typeAlone(typer: analyzer.Typer, tree: Tree): Unit = tree match {
    case AssignOrNamedArg(_, value) => typeAlone(typer, value)
    case _ if tree.tpe == null && tree.pos.isDefined && alone.add(tree.pos.source -> tree.pos.point) =>
      try typer.silent(_.typed(tree.duplicate)) catch { case _: Throwable => }
    case _ =>
  }

  private def note(tree: Tree): Unit = {
    val source = tree.pos.source
    val name = tree.asInstanceOf[RefTree].name.decode
    val at = tree.pos.point
    if (!isWritten(source, at, name)) return
    val symbol = tree.symbol
    val alternatives = if (symbol == null || symbol == NoSymbol) Nil else symbol.alternatives
    if (tree.tpe != null && !tree.tpe.isErroneous) typedAt += source -> at
    for (each <- alternatives; to <- fileOf(each)) add(named, source, to)
  }

  private def add(pairs: mutable.Set[Pair], source: SourceFile, to: AbstractFile): Unit =
    if (source.file != to) pairs += source.file -> to

  private def isWritten(source: SourceFile, at: Int, name: String): Boolean = {
    val start = if (source.content.isDefinedAt(at) && source.content(at) == '`') at + 1 else at
    source.content.startsWith(name.toCharArray, start)
  }

  /** Members of types are not followed, only types themselves, objects, and what package objects hold. */
  private def fileOf(symbol: Symbol): Option[AbstractFile] = {
    val isNamed = symbol.isType || symbol.isModule || symbol.owner.isPackageObjectClass
    if (symbol.hasPackageFlag || symbol.isError || !isNamed) None
    else Option(symbol.sourceFile)
  }

  private def imports(unit: CompilationUnit): Unit =
    for (Import(from, selectors) <- unit.body; selector <- selectors; each <- selected(from, selector.name); to <- fileOf(each))
      add(named, unit.source, to)

  private def selected(from: Tree, name: Name): List[Symbol] =
    if (name == nme.WILDCARD || from.tpe == null || from.tpe.isErroneous) Nil
    else List(name.toTermName, name.toTypeName).flatMap(from.tpe.member(_).alternatives)

  /** Names that were never given a type: they may be whatever is in view of the file. */
  private def untyped(unit: CompilationUnit): Unit = {
    val parsed = newUnitParser(new CompilationUnit(unit.source)).parse()
    val packages = parsed.collect { case PackageDef(id, _) => id.toString }.flatMap { name =>
      name.split('.').inits.map(_.mkString(".")).filter(_.length > 0)
    }.distinct.map(rootMirror.getPackageIfDefined(_: String))
    val opened = unit.body.collect {
      case Import(from, selectors) if selectors.exists(_.name == nme.WILDCARD) && from.tpe != null => from.tpe
    }
    val types = packages.filter(_ != NoSymbol).map(_.moduleClass.tpe) ++ opened
    parsed.foreach {
      case tree @ Ident(name) if tree.pos.isDefined && !typedAt(unit.source -> tree.pos.point) =>
        for (tpe <- types; each <- List(name.toTermName, name.toTypeName).flatMap(tpe.member(_).alternatives); to <- fileOf(each))
          add(maybe, unit.source, to)
      case _ =>
    }
  }
}
