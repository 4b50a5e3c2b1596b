using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

/// <summary>The files below a folder with a project file, up to further ones, and what this and those above say.</summary>
internal sealed class Project
{
    /// <summary>https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives</summary>
    private const string implicitUsings = "global using System; global using System.IO; global using System.Linq;" +
        "global using System.Collections.Generic; global using System.Net.Http;" +
        "global using System.Threading; global using System.Threading.Tasks;";

    public readonly string Root;
    public readonly string Name;
    public string Usings = "";
    public readonly HashSet<string> Sources = new HashSet<string>();
    private readonly HashSet<Project> references = new HashSet<Project>();

    private Project(string root, string name)
    {
        Root = root;
        Name = name;
    }

    /// <summary>All projects; what belongs to none is one that refers to all others.</summary>
    public static Project[] Among(string root, string[] paths)
    {
        var files = Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories);
        var projects = files.Select(Path.GetDirectoryName).Distinct().ToDictionary(each => each, each => new Project(root, each));
        var rest = new Project(root, "rest");
        foreach (var path in paths)
        {
            var folder = Path.GetDirectoryName(Path.Combine(root, path));
            while (folder.Length > root.Length && !projects.ContainsKey(folder)) folder = Path.GetDirectoryName(folder);
            (projects.TryGetValue(folder, out var owner) ? owner : rest).Sources.Add(path);
        }
        foreach (var file in files)
            foreach (var element in ElementsOf(file, root))
                projects[Path.GetDirectoryName(file)].Add(element, Path.GetDirectoryName(file), projects, paths);
        rest.references.UnionWith(projects.Values);
        return projects.Values.Append(rest).ToArray();
    }

    /// <summary>What a project refers to, and what this refers to.</summary>
    public HashSet<Project> InView()
    {
        var found = new HashSet<Project>(references);
        for (var more = references.ToArray(); more.Length > 0;)
            more = more.SelectMany(each => each.references).Where(found.Add).ToArray();
        found.Remove(this);
        return found;
    }

    /// <summary>Of a project file and of those that are part of every project below them.</summary>
    private static IEnumerable<XElement> ElementsOf(string file, string root)
    {
        var manifests = new List<string> { file };
        for (var folder = Path.GetDirectoryName(file); folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
            foreach (var ending in new[] { "props", "targets" }) manifests.Add(Path.Combine(folder, "Directory.Build." + ending));
        return manifests.Where(File.Exists).SelectMany(ElementsIn).ToArray();
    }

    private static IEnumerable<XElement> ElementsIn(string file)
    {
        try
        {
            return XDocument.Load(file).Descendants();
        }
        catch (XmlException)
        {
            return new XElement[0];
        }
    }

    private void Add(XElement element, string folder, Dictionary<string, Project> projects, string[] paths)
    {
        var parts = ((string)element.Attribute("Include") ?? "").Split(';');
        var included = parts.Select(each => each.Trim()).Where(each => each != "");
        switch (element.Name.LocalName)
        {
            case "ImplicitUsings":
                if (element.Value.Trim() != "disable") Usings += implicitUsings;
                break;
            case "Using":
                var before = element.Attribute("Static") != null ? "static " : "";
                if (element.Attribute("Alias") != null) before += (string)element.Attribute("Alias") + " = ";
                foreach (var each in included) Usings += $"global using {before}{each};";
                break;
            case "ProjectReference":
                foreach (var each in included)
                    if (projects.TryGetValue(Path.GetDirectoryName(PathOf(each, folder)), out var project) && project != this)
                        references.Add(project);
                break;
            case "Compile":
                foreach (var pattern in included.Select(each => Pattern(PathOf(each, folder))))
                    Sources.UnionWith(paths.Where(path => pattern.IsMatch(path)));
                break;
        }
    }

    private static string PathOf(string include, string folder)
    {
        var path = Regex.Replace(include.Replace('\\', '/'), @"\$\(MSBuild(?:ThisFile|Project)Directory\)/?", "");
        return Path.GetFullPath(Path.Combine(folder, path));
    }

    /// <summary>Of paths from the root: <c>**/</c> is any folders, <c>*</c> any part of a name.</summary>
    private Regex Pattern(string path)
    {
        var relative = Regex.Escape(path.Substring(Math.Min(path.Length, Root.Length + 1)));
        return new Regex("^" + relative.Replace(@"\*\*/", "(?:.*/)?").Replace(@"\*", "[^/]*") + "$");
    }
}
