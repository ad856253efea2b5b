using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>Whoever builds on the four lower projects finds every public member explained,
/// in words that its name does not say already.</summary>
public sealed partial class Documentation_tests
{
    private static readonly string[] Documented = ["Model", "Devices", "Tracking", "Journal"];

    /// <summary>Words that add nothing to a name.</summary>
    private static readonly HashSet<string> Empty =
    [
        "a", "an", "and", "are", "at", "be", "by", "class", "field", "for", "from", "get", "gets", "has", "have", "in", "instance", "is",
        "it", "its", "member", "method", "new", "of", "on", "or", "property", "record", "represent", "represents", "return", "returns",
        "see", "set", "sets", "struct", "that", "the", "this", "to", "type", "value", "whether", "which", "with",
    ];

    [Fact]
    public void Public_members_are_documented_and_no_summary_is_blank_or_an_echo() => Rules.Hold(Findings(Sources.Of(Documented)));

    [Theory]
    [InlineData("public sealed record Planted;", "Planted has no documentation")]
    [InlineData("/// <summary>A seal in one piece.</summary>\npublic enum Kind { Broken }", "Broken has no documentation")]
    [InlineData("/// <summary> </summary>\npublic sealed record Planted;", "Planted has a blank summary")]
    [InlineData("/// <summary>The seal number.</summary>\npublic sealed record SealNumber;", "SealNumber only repeats its name")]
    [InlineData("/// <summary>Gets or sets the numbers of a seal.</summary>\npublic sealed record SealNumber;", "only repeats its name")]
    [InlineData("/// <summary>See <see cref=\"SealNumber\"/>.</summary>\npublic sealed record SealNumber;", "only repeats its name")]
    [InlineData("/// <remarks>Long.</remarks>\npublic sealed record Planted;", "Planted has no summary")]
    public void A_planted_gap_is_reported(string source, string expected) => Rules.Report(expected, Findings([Sources.Planted(source)]));

    [Theory]
    [InlineData("public sealed class P { public int Count() => 0; }", 2)]
    [InlineData("internal sealed class P { public int Count() => 0; }", 0)]
    [InlineData("public interface IP { int Count(); private void Hidden() { } }", 2)]
    [InlineData("public sealed class P { private sealed class Q { public int Count() => 0; } }", 1)]
    [InlineData("public sealed class P { internal int A; protected int B; public int C; }", 2)]
    [InlineData("public sealed class P { public override string ToString() => \"\"; static P() { } }", 1)]
    [InlineData("/// <inheritdoc/>\npublic sealed class P;", 0)]
    [InlineData("/// <summary>Charge left, 0 to 100 percent.</summary>\npublic readonly record struct Battery(int Left);", 0)]
    public void Just_what_others_can_see_is_asked_for(string source, int findings) =>
        Assert.Equal(findings, Findings([Sources.Planted(source)]).Count());

    private static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        from member in file.Nodes<MemberDeclarationSyntax>()
        where IsVisible(member)
        let fault = FaultOf(member)
        where fault is not null
        select file.At(member, $"{NameOf(member)} {fault}");

    private static string? FaultOf(MemberDeclarationSyntax member)
    {
        var comment = member.GetLeadingTrivia().Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        if (comment is null) return "has no documentation";
        if (comment.DescendantNodes().OfType<XmlNameSyntax>().Any(name => name.LocalName.Text == "inheritdoc")) return null;
        var summary = comment.Content.OfType<XmlElementSyntax>()
            .FirstOrDefault(element => element.StartTag.Name.LocalName.Text == "summary");
        if (summary is null) return "has no summary";
        var said = Words(TextOf(summary)).ToList();
        if (said.Count == 0) return "has a blank summary";
        var known = member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Select(NameOf).SelectMany(Words).ToHashSet();
        return said.Except(Empty).All(known.Contains) ? "only repeats its name in its summary" : null;
    }

    private static string TextOf(XmlElementSyntax element) => string.Join(' ', element.Content.Select(node => node switch
    {
        XmlElementSyntax inner => TextOf(inner),
        XmlEmptyElementSyntax empty => string.Join(' ', empty.Attributes.OfType<XmlCrefAttributeSyntax>().Select(cref => cref.Cref)),
        XmlTextSyntax text => string.Concat(text.TextTokens.Select(token => token.ValueText)),
        _ => node.ToString(),
    }));

    /// <summary>Lower-case words of a sentence or of an identifier, without the plural.</summary>
    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(match => match.Value.ToLowerInvariant())
            .Select(word => word.Length > 3 && !Empty.Contains(word) ? word.TrimEnd('s') : word);

    private static bool IsVisible(MemberDeclarationSyntax member) =>
        member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax)
        && member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .Where(each => each is not BaseNamespaceDeclarationSyntax).All(IsPublic);

    private static bool IsPublic(MemberDeclarationSyntax member)
    {
        if (member is EnumMemberDeclarationSyntax) return true;
        if (member.Modifiers.Any(SyntaxKind.OverrideKeyword)) return false;
        return member.Parent is InterfaceDeclarationSyntax
            ? !member.Modifiers.Any(SyntaxKind.PrivateKeyword)
            : member.Modifiers.Any(SyntaxKind.PublicKeyword);
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseFieldDeclarationSyntax field => string.Join(", ", field.Declaration.Variables.Select(variable => variable.Identifier.Text)),
        OperatorDeclarationSyntax operation => $"operator {operation.OperatorToken.Text}",
        ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}",
        IndexerDeclarationSyntax => "this",
        _ => "",
    };

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\d+")]
    private static partial Regex Word();
}
