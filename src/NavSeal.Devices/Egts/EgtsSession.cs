using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Egts;

/// <summary>The platform's side of one EGTS connection: who speaks, what is taken, what is answered.</summary>
internal sealed class EgtsSession : DeviceSession
{
    private readonly EgtsIdentities identities;
    private readonly EgtsReplies replies = new();

    /// <summary>Whom a record without OID speaks of; differs from <see cref="DeviceSession.Sender"/> only where a relay named another
    /// terminal.</summary>
    private RegisteredSeal? named;
    private readonly bool isResumed;

    /// <summary>Null until the first command: most devices never get one.</summary>
    private SentCommands? sent;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="authorised">Who has authorised itself and was told the outcome before; null on a fresh connection.</param>
    public EgtsSession(ISealDirectory seals, RegisteredSeal? authorised)
    {
        identities = new EgtsIdentities(seals);
        (Sender, named) = (authorised, authorised);
        IsAuthorised = isResumed = authorised is not null;
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        var result = EgtsFraming.TryCut(buffered, out var cut);
        consumed = cut.Consumed;
        switch (result)
        {
            case Cut.NeedMore:
                return Cut.NeedMore;
            case Cut.Corrupt when cut.IsNoise:
                if (!IsNoisy) replies.Refuse(batch.ReplyWriter, cut.PacketId, cut.Fault);
                return TakeNoise(consumed, EgtsWords.Of(cut.Fault), batch);
            case Cut.Corrupt:
                EndNoise();
                return Refuse(cut, cut.Fault, batch);
            case Cut.Whole:
                EndNoise();
                return TakePacket(cut, now, batch);
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc/>
    public override bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (!IsReachable(seal)) return false;
        replies.Command(output, command, seal.Identity is { Kind: IdentityKind.ObjectId } identity ? (uint)identity.Number : null);
        (sent ??= new SentCommands()).Add(command);
        return true;
    }

    private Cut Refuse(in EgtsCut cut, EgtsResult fault, IntakeBatch batch)
    {
        Fault = EgtsWords.Of(fault);
        batch.CountMessage(acknowledged: false);
        batch.CountCorrupt();
        batch.CountSkipped(cut.Consumed);
        if (cut.Header.PacketType != EgtsPacketType.Response) replies.Refuse(batch.ReplyWriter, cut.PacketId, fault);
        return Cut.Corrupt;
    }

    private Cut TakePacket(in EgtsCut cut, DateTimeOffset now, IntakeBatch batch)
    {
        var fault = EgtsContent.TryFindRecords(cut, out var records);
        if (fault != EgtsResult.Ok) return Refuse(cut, fault, batch);
        Fault = null;
        if (cut.Header.PacketType == EgtsPacketType.Response)
        {
            batch.CountMessage(acknowledged: false);
            return Cut.Whole;
        }

        var taking = new Taking { Batch = batch, Now = now, Packet = cut.Packet };
        replies.Begin(cut.PacketId);
        while (EgtsRecord.TryTake(ref records, out var record))
        {
            var status = EgtsContent.IsOnlyConfirmations(record) ? EgtsResult.Ok : TakeRecord(record, ref taking);
            if (status == EgtsResult.Ok) taking.Accepted++;
            else taking.Refused++;
            taking.HoldsSecret |= EgtsSecrets.AreIn(record);
            replies.Confirm(record, status);
        }

        if (taking is { HoldsSecret: true, Frame: { } kept }) batch.MarkSecret(kept);

        replies.Send(batch.ReplyWriter);
        if (taking.Outcome is { } outcome && !isResumed) replies.TellOutcome(batch.ReplyWriter, outcome);
        if (taking.HasUnknown && Sender is not { Profile.IsRelay: true }) End ??= SessionEnd.UnknownDevice;
        batch.CountMessage(acknowledged: taking.Accepted > 0 || taking.Refused == 0);
        return Cut.Whole;
    }

    private EgtsResult TakeRecord(scoped in EgtsRecord record, ref Taking taking)
    {
        switch (record.RecipientService)
        {
            case EgtsService.Auth:
                return TakeAuth(record, ref taking);
            case EgtsService.TeleData or EgtsService.Commands or EgtsService.Firmware or EgtsService.ECall:
                var status = FindSpeaker(record, ref taking);
                if (status != EgtsResult.Ok) return status;
                if (!MayReport(Sender!)) return EgtsResult.AuthorisationDenied;
                if (record.RecipientService == EgtsService.Commands) TakeAnswers(record, taking);
                TakeReports(record, ref taking);
                return EgtsResult.Ok;
            default:
                return EgtsResult.UnknownService;
        }
    }

    /// <summary>A confirmation of a command that did not go out here is evidence alone.</summary>
    private void TakeAnswers(scoped in EgtsRecord record, scoped in Taking taking)
    {
        if (sent is null) return;
        foreach (var subrecord in record.Subrecords)
        {
            if (subrecord.Type == EgtsSubrecordType.CommandData && EgtsCommand.TryReadAnswer(subrecord.Body, sent) is { } answer)
                taking.Batch.AddAnswer(taking.Speaker!, answer);
        }
    }

    /// <summary>One report per POS_DATA with what follows it; one without position where the record holds none.</summary>
    private void TakeReports(scoped in EgtsRecord record, ref Taking taking)
    {
        var isTelemetry = record.RecipientService is EgtsService.TeleData or EgtsService.ECall;
        var readings = new EgtsReadings(taking.Speaker!.Profile);
        var from = 0;
        if (isTelemetry)
        {
            foreach (var subrecord in record.Subrecords)
            {
                if (subrecord.Type == EgtsSubrecordType.PosData && readings.HasPosition)
                {
                    AddReport(readings, record, from..subrecord.Offset, ref taking);
                    readings = new EgtsReadings(taking.Speaker!.Profile);
                    from = subrecord.Offset;
                }

                readings.Add(subrecord);
            }
        }

        AddReport(readings, record, from..record.Body.Length, ref taking);
    }

    private void AddReport(scoped in EgtsReadings readings, scoped in EgtsRecord record, Range part, ref Taking taking)
    {
        taking.Frame ??= taking.Batch.AddFrame(Sender!, taking.Packet);
        var observation = readings.ToObservation(EgtsContent.KeyOf(record.Body[part]), record.MadeAtSeconds, taking.Now);
        taking.Batch.AddReport(taking.Speaker!, observation, taking.Frame.Value);
    }

    private EgtsResult TakeAuth(scoped in EgtsRecord record, ref Taking taking)
    {
        EgtsResult? outcome = null;
        foreach (var subrecord in record.Subrecords)
        {
            switch (subrecord.Type)
            {
                case EgtsSubrecordType.TermIdentity:
                    outcome = Name(identities.ByTerminal(subrecord.Body, out var isTerminal), isTerminal, record, ref taking);
                    taking.Outcome = outcome;
                    break;
                case EgtsSubrecordType.DispatcherIdentity:
                    outcome = Name(identities.ByDispatcher(subrecord.Body, out var isDispatcher), isDispatcher, record, ref taking);
                    taking.Outcome = outcome;
                    break;
                case EgtsSubrecordType.AuthInfo:
                    outcome ??= named is null ? Name(found: null, isNamed: false, record, ref taking) : EgtsResult.Ok;
                    taking.Outcome ??= outcome == EgtsResult.IdentityNotFound ? EgtsResult.AuthorisationDenied : outcome;
                    break;
            }
        }

        return outcome ?? (Sender is null ? EgtsResult.AuthorisationDenied : EgtsResult.Ok);
    }

    /// <summary>The session is named: by what was found, else by the OID of the record, else as it was named before.</summary>
    private EgtsResult Name(RegisteredSeal? found, bool isNamed, scoped in EgtsRecord record, ref Taking taking)
    {
        if (found is null && record.ObjectId is > 0 and { } objectId) (found, isNamed) = (identities.ByObject(objectId), true);
        if (!isNamed) found = named;
        var status = Admit(found, isNamed, ref taking);
        if (status != EgtsResult.Ok) return status;
        named = found;
        IsAuthorised = true;
        return EgtsResult.Ok;
    }

    private EgtsResult FindSpeaker(scoped in EgtsRecord record, ref Taking taking)
    {
        var isNamed = true;
        if (record.ObjectId is > 0 and { } objectId)
        {
            taking.Object = identities.ByObject(objectId);
            taking.HasObject = true;
            taking.Speaker = taking.Object;
        }
        else if (taking.HasObject)
        {
            taking.Speaker = taking.Object;
        }
        else
        {
            taking.Speaker = named;
            isNamed = false;
        }

        return Admit(taking.Speaker, isNamed, ref taking);
    }

    /// <summary>Whether the connection may speak for a seal.</summary>
    private EgtsResult Admit(RegisteredSeal? seal, bool isNamed, ref Taking taking)
    {
        if (seal is null)
        {
            taking.Batch.CountUnknown();
            taking.HasUnknown |= isNamed;
            return EgtsResult.IdentityNotFound;
        }

        if (!MaySpeakFor(seal)) return EgtsResult.AuthorisationDenied;
        if (ReferenceEquals(Sender, seal)) named ??= seal;
        return EgtsResult.Ok;
    }

    /// <summary>What is known while one packet is taken.</summary>
    private ref struct Taking
    {
        public required IntakeBatch Batch { get; init; }

        public required DateTimeOffset Now { get; init; }

        public required ReadOnlySpan<byte> Packet { get; init; }

        /// <summary>Place of the packet in the batch, once a report of it is there.</summary>
        public int? Frame { get; set; }

        /// <summary>Whom the last record with an OID spoke of.</summary>
        public RegisteredSeal? Object { get; set; }

        /// <summary>Whom the record in hand speaks of.</summary>
        public RegisteredSeal? Speaker { get; set; }

        public bool HasObject { get; set; }

        /// <summary>Whether a password stands in the packet.</summary>
        public bool HoldsSecret { get; set; }

        public bool HasUnknown { get; set; }

        /// <summary>What the device is to be told of its authorisation.</summary>
        public EgtsResult? Outcome { get; set; }

        public int Accepted { get; set; }

        public int Refused { get; set; }
    }
}
