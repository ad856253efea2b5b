using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using NavSeal.Model.Desk;
using NavSeal.Model.Encoding;
using NavSeal.Model.Intake;
using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Architecture;
using NavSeal.Tracking;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tests.Model;

/// <summary>Every event of every family, through every switch over its family and through its encoding: the compiler does not see a
/// missing one.</summary>
public sealed class Event_family_tests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<Type> Events =>
        [.. ((Type[])[typeof(SealEvent), typeof(TransportationEvent), typeof(IntakeEvent), typeof(DeskEvent), typeof(RegistryEvent)])
            .SelectMany(ClosedFamilies.MembersOf)];

    [Theory]
    [MemberData(nameof(Events))]
    public void It_is_read_as_it_was_written(Type type)
    {
        var change = Made(type);
        var payload = new ArrayBufferWriter<byte>();
        Contribution.WriteEvent(payload, change);
        var read = Assert.IsType<ContributionItem.Event>(Assert.Single(ContributionReader.Read(payload.WrittenMemory, withFrames: true)));
        Assert.Equal(type, read.Change.GetType());
        if (change is SealEvent.Observed) Assert.Equal(change, read.Change);
        else Assert.Equal(EventEncoding.Write(change), EventEncoding.Write(read.Change));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void It_goes_through_its_evolve(Type type)
    {
        switch (Made(type))
        {
            case SealEvent change:
                Assert.NotNull(SealState.Evolve(SealState.Empty(SealNumber.Parse("KZ-1")), change));
                break;
            case TransportationEvent change:
                var begun = Transportation.Evolve(null, (TransportationEvent)Made(typeof(TransportationEvent.SealActivated)));
                Assert.NotNull(Transportation.Evolve(begun, change));
                break;
            case IntakeEvent change:
                Assert.NotNull(IntakeState.Evolve(IntakeState.Initial, change));
                break;
            case DeskEvent change:
                Assert.NotSame(DeskState.Empty, DeskState.Evolve(DeskState.Empty, change));
                break;
            case RegistryEvent change:
                Assert.NotSame(RegistryRowState.Empty, RegistryRowState.Evolve(RegistryRowState.Empty, change));
                break;
            default:
                Assert.Fail($"{type} belongs to no family that is folded.");
                break;
        }
    }

    [Fact]
    public void Every_event_but_the_report_has_a_name_of_its_own() => Assert.Equal(
        Events.Select(row => row.Data.Name).Where(name => name != nameof(SealEvent.Observed)).Order(StringComparer.Ordinal),
        EventEncoding.Names.Order(StringComparer.Ordinal));

    /// <summary>An event with every member set to something.</summary>
    internal static object Made(Type type)
    {
        var made = type.GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance(type)!
            : type.GetConstructors()[0] is var maker
                ? maker.Invoke([.. maker.GetParameters().Select(part => ValueOf(Bare(part.ParameterType)))])
                : throw new NotSupportedException();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            property.SetValue(made, ValueOf(Bare(property.PropertyType)));
        return made;
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static object OneOf(Type item)
    {
        var one = Array.CreateInstance(item, 1);
        one.SetValue(ValueOf(item), 0);
        return typeof(ImmutableArray).GetMethods().First(method => method.Name == nameof(ImmutableArray.Create)
            && method.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(item).Invoke(null, [one])!;
    }

    private static object ValueOf(Type type) => type switch
    {
        _ when type == typeof(string) => "5",
        _ when type == typeof(int) => 7,
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 1),
        _ when type == typeof(RegistryValues) => new RegistryValues([new("name", "«Жібек жолы»"), new("country", "KZ")]),
        _ when type == typeof(Guid) => new Guid(1, 2, 3, new byte[8]),
        _ when type == typeof(DateTimeOffset) => At,
        _ when type == typeof(SealNumber) => SealNumber.Parse("KZ-1"),
        _ when type == typeof(SealHolder) => new SealHolder(RegistryKind.Office, "5"),
        _ when type == typeof(TransportationNumber) => new TransportationNumber(new Guid(1, 0, 0, new byte[8])),
        _ when type == typeof(NavSeal.Model.Units.GeoPoint) => new NavSeal.Model.Units.GeoPoint(44_000_000, 77_000_000),
        _ when type == typeof(Observation) => new Observation { MeasuredAt = At, ContentKey = 1, HasFault = true },
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => OneOf(type.GetGenericArguments()[0]),
        _ when type.IsClass && type.Namespace == typeof(Application).Namespace => Made(type),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
        _ => throw new NotSupportedException($"No value is made up for {type}."),
    };
}
