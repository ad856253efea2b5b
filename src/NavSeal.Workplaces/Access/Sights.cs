using System.Globalization;
using System.Security.Claims;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Access;

/// <summary>How far somebody's rights reach: the table of rights held against who is asking.</summary>
/// <param name="tree">Of offices and the territories of controlling bodies.</param>
/// <param name="clock">The clock of sessions.</param>
public sealed class Sights(OfficeTree tree, TimeProvider clock)
{
    /// <summary>How long a transportation that was scanned stays open to who scanned it.</summary>
    public static readonly TimeSpan LookTime = TimeSpan.FromHours(2);

    /// <summary>Most transportations that stay open to one person so.</summary>
    public const int LooksMax = 10;

    /// <summary>What the visitor reaches by a right, or a key by a scope.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="right">By what.</param>
    /// <param name="at">At which office of a transportation one has to stand; null: to look, at any.</param>
    public Sight Of(ClaimsPrincipal visitor, string right, ActsAt? at = null)
    {
        if (!(visitor.Has(right) || visitor.MayUse(right))) return Sight.Nothing;
        var reaches = Roles.All.Where(visitor.IsInRole).Select(role => (Role: role, Reach: visitor.ReachOf(role, right))).ToList();
        if (reaches.Any(one => one.Reach == Reach.All)) return Sight.Everything;
        var bases = reaches.Where(one => one.Reach == Reach.Own).Select(one => Roles.OwnByOf(one.Role)).ToHashSet();
        var office = bases.Contains(OwnBy.Office) ? visitor.Office() : null;
        var (offices, names) = office is null ? ([], []) : tree.Of(office);
        return new Sight
        {
            At = at ?? ActsAt.Anywhere,
            Offices = offices,
            Names = names,
            Authority = office,
            Organisation = bases.Contains(OwnBy.Organisation) ? visitor.Organisation() : null,
            State = bases.Contains(OwnBy.State) ? visitor.State() : null,
            Shown = IsLook(right) || (at?.HasFlag(ActsAt.Place) == true && visitor.IsOfAuthority()) ? LooksOf(visitor) : [],
        };
    }

    /// <summary>Whether the visitor has the right over what concerns these.</summary>
    public bool May(ClaimsPrincipal visitor, string right, RightSubject subject) => Of(visitor, right).Covers(subject);

    /// <summary>Whether the visitor has the right over what a command acts upon.</summary>
    public bool May(ClaimsPrincipal visitor, string right, Command command, ViewStore views)
    {
        var sight = Of(visitor, right);
        return sight.IsEverything || command switch
        {
            Command.Draft c => sight.Covers(OfNew(c))
                && (views.Transportations.Find(c.Transportation) is null || Reaches(c.Transportation)),
            Command.CommandSeal { Transportation: { } named } when !Reaches(named) => false,
            _ when CommandSubjects.CommandedSealOf(command) is { } seal => views.For(sight).Seals.Find(seal) is not null,
            _ => CommandSubjects.TransportationOf(command) is { } number && Reaches(number),
        };

        bool Reaches(TransportationNumber number) => views.For(sight).Transportations.Find(number) is not null;
    }

    /// <summary>Whether the visitor has shown a second factor so lately that it counts.</summary>
    public bool HasShownSecondFactor(ClaimsPrincipal visitor) => visitor.HasShownSecondFactor(clock.GetUtcNow());

    /// <summary>The claim that opens a transportation to a person for a while.</summary>
    public Claim LookAt(TransportationNumber number) => new(
        Visitor.LookClaim,
        string.Create(CultureInfo.InvariantCulture, $"{number} {(clock.GetUtcNow() + LookTime).ToUnixTimeMilliseconds()}"));

    /// <summary>The transportation that such a claim opens; null once its time is over.</summary>
    public TransportationNumber? OpenBy(Claim look)
    {
        var parts = look.Value.Split(' ');
        return parts.Length == 2 && TransportationNumber.TryParse(parts[0], out var number)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            && clock.GetUtcNow().ToUnixTimeMilliseconds() < until
                ? number
                : null;
    }

    // A look is a look: it lets nobody act but an authority, in what belongs to the place where the transportation stands.
    private static bool IsLook(string right) => Scopes.RightOf(right) is Rights.See or Rights.Watch or Rights.SeeDriver;

    private static RightSubject OfNew(Command.Draft draft)
    {
        var application = draft.Application;
        string?[] offices = [application.DepartureOffice, application.DestinationOffice];
        string?[] organisations =
        [
            application.ServiceCustomer, application.Carrier, application.Declarant, application.CustomsRepresentative,
            application.Forwarder,
        ];
        return new RightSubject
        {
            Offices = [.. offices.OfType<string>()],
            Organisations = [.. organisations.OfType<string>()],
            States = [.. application.States],
        };
    }

    private IReadOnlyCollection<TransportationNumber> LooksOf(ClaimsPrincipal visitor) =>
        [.. visitor.FindAll(Visitor.LookClaim).Select(OpenBy).OfType<TransportationNumber>().Distinct()];
}
