using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

/// <summary>
/// Reads paths of C# files, one a line, relative to the folder given first, and binds each project below it as a
/// compilation that refers to those its project file names; the libraries lie in the third argument. Prints
/// <c>from TAB to</c> for each file that names a type, or an extension method, that another declares, <c>maybe</c> behind
/// where several files or a missing library leave it open, and <c>unread TAB path</c> for each that does not parse.
/// A file is read with all symbols of its conditions defined, with none, and with those that lead into most first
/// branches. All this happens before the main method of a program that carries the compiler.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var arguments = Environment.GetCommandLineArgs();
        var paths = File.ReadAllLines(arguments[2]);
        var libraries = Directory.GetFiles(arguments[3], "*.dll").Select(each => MetadataReference.CreateFromFile(each));
        var projects = Project.Among(Path.GetFullPath(arguments[1]), paths);
        var references = libraries.ToArray<MetadataReference>();
        var unread = new HashSet<string>(paths);
        var edges = new Edges();
        foreach (var symbols in new Func<string, string[]>[] { Conditions.All, text => new string[0], Conditions.First })
            foreach (var compilation in new Compiler(references, symbols).Compile(projects))
                foreach (var tree in compilation.SyntaxTrees.Where(IsRead))
                {
                    unread.Remove(tree.FilePath);
                    new Names(tree, compilation, edges).Read();
                }
        foreach (var path in unread) Console.Out.WriteLine("unread\t" + path);
        foreach (var edge in edges.Sure) Console.Out.WriteLine(edge);
        foreach (var edge in edges.Open.Except(edges.Sure)) Console.Out.WriteLine(edge + "\tmaybe");
        Console.Out.Flush();
        Environment.Exit(0);
    }

    private static bool IsRead(SyntaxTree tree) =>
        tree.FilePath != "" && tree.GetDiagnostics().All(each => each.Severity != DiagnosticSeverity.Error);
}

internal sealed class Compiler
{
    private readonly MetadataReference[] libraries;
    private readonly Func<string, string[]> symbols;
    private readonly Dictionary<Project, CSharpCompilation> done = new Dictionary<Project, CSharpCompilation>();

    public Compiler(MetadataReference[] libraries, Func<string, string[]> symbols)
    {
        this.libraries = libraries;
        this.symbols = symbols;
    }

    public CSharpCompilation[] Compile(IEnumerable<Project> projects) => projects.Select(Compile).ToArray();

    private CSharpCompilation Compile(Project project)
    {
        if (done.TryGetValue(project, out var known)) return known;
        // Of projects that refer to each other the first does without.
        done[project] = null;
        var trees = project.Sources.Select(path => Parse(path, File.ReadAllText(Path.Combine(project.Root, path))));
        var references = Compile(project.InView()).Where(each => each != null).Select(each => each.ToMetadataReference());
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
        return done[project] = CSharpCompilation.Create(
            project.Name, trees.Append(Parse("", project.Usings)), libraries.Concat(references), options);
    }

    private SyntaxTree Parse(string path, string text)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        return CSharpSyntaxTree.ParseText(text, options.WithPreprocessorSymbols(symbols(text)), path);
    }
}
