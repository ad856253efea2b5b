using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>The register of documents that belongs to a seal.</summary>
public sealed class Register_stories
{
    [Fact]
    [Requirement("SEAL-018")]
    [Requirement("SEAL-019")]
    [Requirement("SEAL-024")]
    public void It_holds_the_number_the_transit_declaration_and_every_paper()
    {
        var kept = Way.Free(Way.Whole with
        {
            Documents = [Way.Document("CMR", "CMR-1"), Way.Document("INVOICE", "INV-7"), Way.Document("VEHICLE_REGISTRATION", "AB 12345")],
        }).One<TransportationEvent.RegisterKept>();
        Assert.Equal(
            [("UTN", Way.Number.ToString()), ("TransitDeclaration", Way.Paper), ("CMR", "CMR-1"), ("INVOICE", "INV-7"),
                ("VEHICLE_REGISTRATION", "AB 12345")],
            kept.Entries.Select(entry => (entry.Kind, entry.Number)));
    }

    [Fact]
    [Requirement("SEAL-020")]
    public void Under_other_customs_control_it_holds_the_goods_declaration()
    {
        var kept = Way.Free(Way.Whole with
        {
            Ground = TrackingGround.Export,
            Declaration = new DeclarationReference(DeclarationKind.GoodsDeclaration, Way.Paper),
        }).One<TransportationEvent.RegisterKept>();
        Assert.Equal(("GoodsDeclaration", Way.Paper), (kept.Entries[1].Kind, kept.Entries[1].Number));
    }

    [Fact]
    [Requirement("SEAL-021")]
    public void In_mutual_trade_it_holds_a_transport_document_and_needs_no_declaration()
    {
        var mutual = Way.Whole with { Ground = TrackingGround.MutualTrade, Declaration = null, Documents = [Way.Document("CMR", "CMR-1")] };
        var kept = Way.Free(mutual).One<TransportationEvent.RegisterKept>();
        Assert.Equal(["UTN", "CMR"], kept.Entries.Select(entry => entry.Kind));
        var bare = new Way().Done(new Command.Draft(Way.Number, mutual with { Documents = [] }));
        bare.Refuses(Refusal.PapersMissing, new Command.Confirm(Way.Number, Way.Contract));
    }

    [Fact]
    [Requirement("SEAL-023")]
    [Requirement("SEAL-025")]
    public void Scans_acts_and_papers_on_bans_are_listed_when_they_were_attached()
    {
        var way = Way.Permitted();
        foreach (var kind in (string[])["SCANNER_IMAGE", "INSPECTION_ACT", "PROHIBITION_PERMIT"])
            way.Done(new Command.AttachDocument(Way.Number, Way.Document(kind, kind + "-1", isFromAuthority: true)));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1)).Done(Way.Activation(Way.Seal(1)));
        var kinds = way.One<TransportationEvent.RegisterKept>().Entries.Select(entry => entry.Kind);
        Assert.Superset(new HashSet<string>(["SCANNER_IMAGE", "INSPECTION_ACT", "PROHIBITION_PERMIT"]), kinds.ToHashSet());
    }

    [Fact]
    [Requirement("SEAL-026")]
    [Requirement("RET-009")]
    public void It_holds_hashes_and_sizes_and_never_the_documents()
    {
        var kept = Way.Free().One<TransportationEvent.RegisterKept>();
        var entry = kept.Entries[2];
        Assert.Equal((new string('b', 64), 1200), (entry.Sha256, entry.SizeBytes));
        Assert.Equal(SealRegister.HashOf(kept.Entries), kept.Sha256);
        Assert.NotEqual(kept.Sha256, SealRegister.HashOf([.. kept.Entries.Skip(1)]));
    }

    [Fact]
    public void A_model_without_memory_says_so_and_the_register_is_kept_in_the_system() =>
        Assert.Equal(RegisterPlace.System, Way.Free().One<TransportationEvent.RegisterKept>().Place);

    [Fact]
    [Requirement("ACT-028")]
    public void A_model_with_memory_is_activated_when_the_register_was_read_back_as_it_was_written()
    {
        var way = Way.Confirmed().Done(new Command.RegisterSeal(Reference.Registered(Way.Seal(9)) with { Model = "memory" }))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9)))).Closed(Way.Seal(9));
        var activation = Way.Activation(Way.Seal(9));
        way.Refuses(Refusal.RegisterNotReadBack, activation);
        way.Refuses(Refusal.RegisterNotReadBack, activation with { RegisterReadBack = new string('0', 64) });
        way.Done(activation with { RegisterReadBack = SealRegister.HashOf(SealRegister.Of(Way.Number, way.State)) });
        Assert.Equal(RegisterPlace.Seal, way.One<TransportationEvent.RegisterKept>().Place);
    }

    /// <summary>Nobody types a hash: the seal is told its register when it is put on, and what is read from it lets it be
    /// activated.</summary>
    [Fact]
    [Requirement("ACT-028")]
    public void A_seal_that_takes_commands_is_written_when_it_is_put_on_and_activated_when_that_was_read_back()
    {
        var way = PutOn();
        var register = SealRegister.HashOf(SealRegister.Of(Way.Number, way.State));
        way.Refuses(Refusal.RegisterNotReadBack, Way.Activation(Nine));
        way.Core.Draft.Send(Nine, 1, way.Later(1).Now);
        way.Core.Draft.Answer(Nine, Yes with { Number = 1 }, way.Later(1).Now);
        way.Core.Commit();
        way.Refuses(Refusal.RegisterNotReadBack, Way.Activation(Nine));
        way.Core.Draft.Send(Nine, 2, way.Later(1).Now);
        way.Core.Draft.Answer(Nine, Yes with { Number = 2, Text = register }, way.Later(1).Now);
        way.Core.Commit();
        way.Core.Restart();
        way.Done(Way.Activation(Nine));
        var kept = way.One<TransportationEvent.RegisterKept>();
        Assert.Equal((RegisterPlace.Seal, register), (kept.Place, kept.Sha256));
    }

    [Fact]
    [Requirement("SEAL-018")]
    [Requirement("ARR-018")]
    public void It_stays_in_the_seal_while_that_tracks_and_is_erased_when_it_ends()
    {
        var way = Way.Free(Way.Whole).Done(new Command.RegisterSeal(Understanding(Way.Seal(1))));
        var erasing = new Command.CommandSeal(Way.Seal(1), DeviceCommandKind.EraseRegister, "it is full");
        way.Refuses(Refusal.SealStillActive, erasing).Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 1"))
            .Done(new Command.Deactivate(Way.Number, null))
            .Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.OperatorSite, "warehouse 4"));
        Assert.Empty(way.All<SealEvent.CommandQueued>());
        way.Done(new Command.Erase(Way.Number, Way.Seal(1)));
        var erased = way.One<SealEvent.CommandQueued>();
        Assert.Equal((DeviceCommandKind.EraseRegister, (TransportationNumber?)Way.Number), (erased.Kind, erased.Transportation));
    }

    private static readonly SealNumber Nine = Way.Seal(9);
    private static readonly DeviceAnswer Yes = new() { IsAccepted = true };

    private static Way PutOn() => Way.Confirmed().Done(new Command.RegisterSeal(Understanding(Nine) with { Model = "memory" }))
        .Done(new Command.Affix(Way.Number, Way.AffixedTo(Nine))).Closed(Nine);

    private static RegisteredSeal Understanding(SealNumber seal)
    {
        var registered = Reference.Registered(seal);
        return registered with { Profile = registered.Profile with { Commands = DeviceCommands.Register } };
    }
}
