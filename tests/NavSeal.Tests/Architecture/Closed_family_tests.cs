using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

public sealed class Closed_family_tests
{
    [Fact]
    public void Members_come_in_the_order_of_declaration_and_families_within_are_opened() =>
        Assert.Equal(
            [typeof(Signal.Fix), typeof(Signal.Alarm.Tamper), typeof(Signal.Alarm.Fault)],
            ClosedFamilies.MembersOf(typeof(Signal)));

    [Fact]
    public void Only_families_are_found_in_an_assembly()
    {
        var found = ClosedFamilies.In(typeof(Signal).Assembly);
        Assert.Contains(typeof(Signal), found);
        Assert.Contains(typeof(Signal.Alarm), found);
        Assert.DoesNotContain(typeof(OpenToAll), found);
    }

    [Fact]
    public void A_planted_family_that_anybody_can_extend_is_refused() =>
        Assert.Contains("OpenToAll", Assert.Throws<ArgumentException>(() => ClosedFamilies.MembersOf(typeof(OpenToAll))).Message);

    [Fact]
    public void A_planted_family_with_an_unsealed_member_is_refused() =>
        Assert.Contains("Loose", Assert.Throws<ArgumentException>(() => ClosedFamilies.MembersOf(typeof(WithLooseMember))).Message);

    [Fact]
    public void Every_family_of_the_model_is_closed()
    {
        foreach (var family in ClosedFamilies.In(Assembly.Load("NavSeal.Model"))) Assert.NotEmpty(ClosedFamilies.MembersOf(family));
    }

    [Fact]
    public void Abstract_records_of_the_model_are_closed_families() => Rules.Hold(OpenAbstractRecords(Sources.Of("Model")));

    [Fact]
    public void A_planted_open_abstract_record_is_reported() => Rules.Report("Open", OpenAbstractRecords([Sources.Planted("""
        public abstract record Open { public sealed record One : Open; }
        public abstract record Closed { private Closed() { } public sealed record One : Closed; }
        """)]));

    private static IEnumerable<string> OpenAbstractRecords(IEnumerable<SourceFile> files) =>
        from parts in files.SelectMany(file => file.Nodes<RecordDeclarationSyntax>().Select(record => (file, record)))
            .Where(one => one.record.Modifiers.Any(SyntaxKind.AbstractKeyword)).GroupBy(one => one.record.Identifier.Text)
        let isClosed = parts.Any(one => HasPrivateConstructor(one.record))
        from one in parts
        where !isClosed
        select one.file.At(one.record, $"abstract record {one.record.Identifier.Text} has no private constructor: anybody can extend it");

    private static bool HasPrivateConstructor(RecordDeclarationSyntax record) =>
        record.Members.OfType<ConstructorDeclarationSyntax>().Any(made => made.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private abstract record Signal
    {
        private Signal() { }

        public sealed record Fix : Signal;

        public abstract record Alarm : Signal
        {
            private Alarm() { }

            public sealed record Tamper : Alarm;

            public sealed record Fault : Alarm;
        }
    }

    private abstract record OpenToAll;

    private abstract record WithLooseMember
    {
        private WithLooseMember() { }

        internal record Loose : WithLooseMember;

        internal sealed record Tight : Loose;
    }
}
