using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

/// <summary>The symbols that the conditions of a file ask for.</summary>
internal static class Conditions
{
    public static string[] All(string text) => Mentions(text).Select(each => each.TrimStart('!')).Distinct().ToArray();

    /// <summary>Those that are not negated where they are first mentioned, so that most first branches are read.</summary>
    public static string[] First(string text) =>
        Mentions(text).GroupBy(each => each.TrimStart('!')).Where(each => each.First()[0] != '!')
            .Select(each => each.Key).ToArray();

    private static IEnumerable<string> Mentions(string text) =>
        from Match condition in Regex.Matches(text, @"^\s*#\s*(?:el)?if\b([^\r\n/]*)", RegexOptions.Multiline)
        from Match symbol in Regex.Matches(condition.Groups[1].Value, @"!?\b(?!(?:true|false)\b)[A-Za-z_]\w*")
        select symbol.Value;
}
