using Xunit.v3;

namespace NavSeal.Tests;

/// <summary>Says which requirement a test, or every test of a class, proves; docs/requirements.md is made from it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>As in reference/requirements.csv, for example ACT-008.</summary>
    public string Id { get; } = id;

    /// <summary>So that <c>-trait Requirement=ACT-008</c> runs the tests of one requirement.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Requirement", Id)];
}
