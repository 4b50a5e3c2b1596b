using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

internal sealed class Edges
{
    public readonly SortedSet<string> Sure = new SortedSet<string>(StringComparer.Ordinal);
    public readonly SortedSet<string> Open = new SortedSet<string>(StringComparer.Ordinal);
}

/// <summary>Where the names of one file lead.</summary>
internal sealed class Names
{
    private readonly SyntaxTree tree;
    private readonly CSharpCompilation compilation;
    private readonly SemanticModel model;
    private readonly Edges edges;

    public Names(SyntaxTree tree, CSharpCompilation compilation, Edges edges)
    {
        this.tree = tree;
        this.compilation = compilation;
        this.edges = edges;
        model = compilation.GetSemanticModel(tree);
    }

    public void Read()
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
            if (node is SimpleNameSyntax name && !name.IsVar) Read(name);
            else if (node is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword))
                Add(model.GetDeclaredSymbol(type), true);
    }

    private void Read(SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var isOne = info.CandidateSymbols.SelectMany(FilesOf).Distinct().Count() == 1;
        if (info.Symbol != null) Follow(info.Symbol, true);
        else if (info.CandidateSymbols.Length > 0) foreach (var each in info.CandidateSymbols) Follow(each, isOne);
        // What it is a member of has no type without the libraries.
        else if (name.Parent is MemberAccessExpressionSyntax || name.Parent is MemberBindingExpressionSyntax)
            foreach (var each in MembersNamed(name.Identifier.ValueText)) Follow(each, false);
    }

    private IEnumerable<ISymbol> MembersNamed(string name) =>
        compilation.References.OfType<CompilationReference>().Select(each => each.Compilation).Append(compilation)
            .SelectMany(each => each.GetSymbolsWithName(name, SymbolFilter.Member));

    /// <summary>Members of types are not followed, only types themselves and what extends them.</summary>
    private void Follow(ISymbol symbol, bool isSure)
    {
        if (symbol is IAliasSymbol alias) symbol = alias.Target;
        if (symbol is IMethodSymbol constructor && constructor.MethodKind == MethodKind.Constructor)
            symbol = constructor.ContainingType;
        if (symbol is IMethodSymbol method) symbol = method.ReducedFrom ?? method;
        if (symbol is INamedTypeSymbol || (symbol is IMethodSymbol found && found.IsExtensionMethod)) Add(symbol, isSure);
    }

    /// <summary>Of a type in several files the one named as the type stands for it.</summary>
    private void Add(ISymbol symbol, bool isSure)
    {
        var files = FilesOf(symbol);
        if (files.Length == 1 && files[0] == tree.FilePath) return;
        var named = files.Where(each => Path.GetFileNameWithoutExtension(each) == symbol.Name).ToArray();
        if (files.Length > 1 && named.Length == 1) files = named;
        foreach (var file in files.Where(each => each != tree.FilePath))
            (isSure && files.Length == 1 ? edges.Sure : edges.Open).Add(tree.FilePath + "\t" + file);
    }

    private static string[] FilesOf(ISymbol symbol) =>
        symbol.OriginalDefinition.DeclaringSyntaxReferences
            .Select(each => each.SyntaxTree.FilePath).Where(path => path != "").Distinct().ToArray();
}
