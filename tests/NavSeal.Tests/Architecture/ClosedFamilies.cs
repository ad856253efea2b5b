using System.Reflection;

namespace NavSeal.Tests.Architecture;

/// <summary>Closed families: an abstract record that only its own nested, sealed records can extend.
/// A test sends <see cref="MembersOf"/> through every switch over the family, because the compiler does not.</summary>
internal static class ClosedFamilies
{
    /// <summary>The members of <paramref name="family"/> in the order of their declaration;
    /// a family in the family stands for its own members.</summary>
    /// <exception cref="ArgumentException">The type is no closed family: not abstract, open to others, without members,
    /// or with an unsealed one.</exception>
    public static IReadOnlyList<Type> MembersOf(Type family)
    {
        if (!IsFamily(family)) throw new ArgumentException($"{family} is not an abstract record that only nested records can extend.");
        var members = family.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where(nested => nested.BaseType == family)
            .OrderBy(nested => nested.MetadataToken)
            .SelectMany(nested => nested.IsAbstract ? MembersOf(nested) : [nested])
            .ToList();
        if (members.Count == 0) throw new ArgumentException($"{family} has no member.");
        return members.FirstOrDefault(member => !member.IsSealed) is { } open
            ? throw new ArgumentException($"{open} is not sealed.")
            : members;
    }

    /// <summary>Every closed family declared in <paramref name="assembly"/>, by name.</summary>
    public static IReadOnlyList<Type> In(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsFamily).OrderBy(family => family.FullName, StringComparer.Ordinal)];

    /// <summary>An abstract record whose constructors, apart from the copying one of every record, are private.</summary>
    private static bool IsFamily(Type type) =>
        type is { IsClass: true, IsAbstract: true, IsSealed: false }
        && type.GetMethod("<Clone>$") is not null
        && type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .All(constructor => constructor.IsPrivate || IsCopying(constructor));

    private static bool IsCopying(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;
}
