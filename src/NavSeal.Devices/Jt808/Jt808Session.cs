using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>The platform's side of one connection of JT/T 808: who speaks, what is taken, what is answered.</summary>
internal sealed class Jt808Session : DeviceSession
{
    private const ulong TextSeed = 1, PartSeed = 1ul << 32;

    private readonly ISealDirectory seals;
    private readonly Jt808Replies replies = new();

    /// <summary>Contents in parts; most devices never send one.</summary>
    private Jt808Assemblies? assemblies;

    /// <summary>Null until the first command: most devices never get one.</summary>
    private Jt808Requests? requests;
    private (Jt808Address Address, RegisteredSeal Seal)? lastFound;
    private LastReader<Jt808Readings> reader;

    /// <summary>Whether the noise in hand was counted; a damaged frame begins another run.</summary>
    private bool isRunCounted;

    /// <summary>Whether the last piece was a sentence: locks end it like a line, or they do not.</summary>
    private bool isBehindText;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="authorised">Who has authenticated itself before; null on a fresh connection.</param>
    public Jt808Session(ISealDirectory seals, RegisteredSeal? authorised)
    {
        this.seals = seals;
        (Sender, IsAuthorised) = (authorised, authorised is not null);
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        var cut = isBehindText && buffered is [(byte)'\r' or (byte)'\n', ..]
            ? new Jt808Cut(Jt808Piece.Filler, default, 1)
            : Jt808Framing.Next(buffered);
        if (cut.Piece is not (Jt808Piece.Filler or Jt808Piece.Unfinished)) isBehindText = cut.Piece == Jt808Piece.Text;
        consumed = cut.Consumed;
        var taking = new Taking(buffered[..consumed], now, batch);
        switch (cut.Piece)
        {
            case Jt808Piece.Unfinished:
                return Cut.NeedMore;
            case Jt808Piece.Filler:
                SkipNoise(consumed, batch);
                return Cut.Whole;
            case Jt808Piece.Noise:
                if (!isRunCounted) batch.CountCorrupt();
                isRunCounted = true;
                Fault = Jt808Words.Noise;
                SkipNoise(consumed, batch);
                return Cut.Corrupt;
            case Jt808Piece.Text:
                return TakeText(Jt808Text.Read(cut.Content), taking);
            case Jt808Piece.Frame:
                return TakeCandidate(cut.Content, taking, ref consumed);
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc/>
    public override bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (!IsReachable(seal) || !Jt808Requests.Has(command, seal.Profile)) return false;
        // A lock that has sent sentences alone has not shown its header: those locks have the one of 2013.
        var address = lastFound is { } known && known.Seal.Number == seal.Number
            ? known.Address
            : Jt808Address.Of(seal.Identity, version: null);
        (requests ??= new Jt808Requests(replies)).Send(output, address, command);
        return true;
    }

    private Cut Refuse(Jt808Fault fault, int length, IntakeBatch batch)
    {
        isRunCounted = false;
        Fault = Jt808Words.Of(fault);
        batch.CountMessage(acknowledged: false);
        batch.CountCorrupt();
        SkipNoise(length, batch);
        return Cut.Corrupt;
    }

    private void Begin()
    {
        EndNoise();
        (isRunCounted, Fault) = (false, null);
    }

    private Cut TakeCandidate(scoped ReadOnlySpan<byte> content, scoped in Taking taking, ref int consumed)
    {
        Span<byte> plain = stackalloc byte[Jt808Message.LengthMax + 1];
        scoped var inHand = taking;
        var fault = Jt808Message.Read(content, plain, out var message);
        if (fault == Jt808Fault.None) return TakeFrame(message, ref inHand);
        // The delimiter that ends a damaged frame may begin the next one.
        consumed--;
        return Refuse(fault, consumed, taking.Batch);
    }

    private Cut TakeFrame(scoped in Jt808Message message, scoped ref Taking taking)
    {
        Begin();
        if (message.IsOfPlatform)
        {
            taking.Batch.CountMessage(acknowledged: false);
            return Cut.Whole;
        }

        var speaker = Admit(Find(message.Address), isAuthorising: IsOfLogin(message.Id), taking.Batch);
        if (speaker is null) return TurnAway(message, taking.Batch);
        taking.Speaker = speaker;
        if (message.IsEncrypted) return RefuseContent(message, Jt808Result.Unsupported, Jt808Fault.Encrypted, taking);
        if (message.IsSplit && message.Id != Jt808MessageId.Register) return TakePart(message, ref taking);
        return TakeWhole(message, ref taking);
    }

    private static bool IsOfLogin(Jt808MessageId id) => id is Jt808MessageId.Register or Jt808MessageId.Authenticate
        or Jt808MessageId.Heartbeat or Jt808MessageId.AskTime or Jt808MessageId.AskClock;

    /// <summary>Who may not speak here is told so and is not asked again.</summary>
    private Cut TurnAway(scoped in Jt808Message message, IntakeBatch batch)
    {
        Fault = Jt808Words.NotLetIn;
        batch.CountMessage(acknowledged: false);
        if (message.Id == Jt808MessageId.Register) replies.Register(batch.ReplyWriter, message, Jt808Registration.NoSuchTerminal);
        else if (message.Id != Jt808MessageId.DeviceAnswer) replies.Answer(batch.ReplyWriter, message, Jt808Result.Failure);
        return Cut.Corrupt;
    }

    private Cut RefuseContent(scoped in Jt808Message message, Jt808Result result, Jt808Fault fault, scoped in Taking taking)
    {
        replies.Answer(taking.Batch.ReplyWriter, message, result);
        taking.Batch.CountMessage(acknowledged: false);
        taking.Batch.CountCorrupt();
        Fault = Jt808Words.Of(fault);
        return Cut.Corrupt;
    }

    /// <summary>A part is kept as evidence and answered at once; the last one brings the content of all.</summary>
    private Cut TakePart(scoped in Jt808Message message, scoped ref Taking taking)
    {
        if (message.Part == 0 || message.Part > message.Parts)
            return RefuseContent(message, Jt808Result.BadMessage, Jt808Fault.Structure, taking);
        assemblies ??= new Jt808Assemblies();
        var assembly = assemblies.Add(message, taking.Frame, taking.Now);
        if (assembly is { IsWhole: true })
        {
            var whole = message.Whole(assembly.Body);
            taking.Frame = assembly.Frames;
            return TakeWhole(whole, ref taking);
        }

        // What the parts hold together is read with the last of them; the hash of one is of no short text.
        taking.HoldsSecret = Jt808Secrets.MayBeIn(message);
        AddSign(ContentHash.Of(message.Body, PartSeed + (((ulong)message.Part << 16) | (ulong)message.Id)), ref taking);
        Acknowledge(message, taking.Batch);
        if (assembly is not null && message.Part == message.Parts && assembly.MayAsk())
            replies.AskAgain(taking.Batch.ReplyWriter, message, assembly.Key.First, assembly.Missing);
        return Cut.Whole;
    }

    private Cut TakeWhole(scoped in Jt808Message message, scoped ref Taking taking)
    {
        var output = taking.Batch.ReplyWriter;
        switch (message.Id)
        {
            case Jt808MessageId.DeviceAnswer:
                AddAnswer(requests?.Answered(message), taking);
                taking.Batch.CountMessage(acknowledged: false);
                return Cut.Whole;
            case Jt808MessageId.LocationAnswer when requests?.IsAsked(message) == true:
                return TakeAskedLocation(message, ref taking);
            case Jt808MessageId.Register:
                replies.Register(output, message, Jt808Registration.Ok);
                taking.Batch.CountMessage(acknowledged: true);
                return Cut.Whole;
            case Jt808MessageId.AskTime or Jt808MessageId.AskClock:
                replies.Time(output, message, taking.Now);
                taking.Batch.CountMessage(acknowledged: true);
                return Cut.Whole;
            case Jt808MessageId.Heartbeat or Jt808MessageId.Logout:
                return Acknowledge(message, taking.Batch);
            case Jt808MessageId.Authenticate:
                IsAuthorised = true;
                return Acknowledge(message, taking.Batch);
            case Jt808MessageId.Batch:
                return TakeBatch(message, ref taking);
            case Jt808MessageId.Location or Jt808MessageId.JointechPosition or Jt808MessageId.JointechBlind:
                if (Read(message, ref taking) is not { } observation)
                    return RefuseContent(message, Jt808Result.BadMessage, Jt808Fault.Structure, taking);
                Add(observation, ref taking);
                if (taking.Batch.NotesPlaces) NoteImpossiblePlace(message, observation, taking.Batch);
                return Acknowledge(message, taking.Batch);
            default:
                if (message.Id == Jt808MessageId.VehicleAnswer) AddAnswer(requests?.Answered(message), taking);
                taking.HoldsSecret |= Jt808Secrets.MayBeIn(message);
                AddSign(Jt808Secrets.KeyOf(message), ref taking);
                Acknowledge(message, taking.Batch);
                if (message.Id == Jt808MessageId.Media && message.Body.Length >= 4)
                    replies.Media(output, message, BinaryPrimitives.ReadUInt32BigEndian(message.Body));
                return Cut.Whole;
        }
    }

    private Cut Acknowledge(scoped in Jt808Message message, IntakeBatch batch)
    {
        replies.Answer(batch.ReplyWriter, message, Jt808Result.Ok);
        batch.CountMessage(acknowledged: true);
        return Cut.Whole;
    }

    private Observation? Read(scoped in Jt808Message message, scoped ref Taking taking)
    {
        var (speaker, isBlind) = (taking.Speaker!, message.Id == Jt808MessageId.JointechBlind);
        var observation = message.Id == Jt808MessageId.Location
            ? ReadingsOf(speaker).Read(message.Body, fromMemory: false, taking.Now, out var holdsSecret)
            : Jt808JointechPosition.Read(message.Body, (isBlind, speaker.Profile), taking.Now, out holdsSecret);
        taking.HoldsSecret |= holdsSecret;
        return observation;
    }

    /// <summary>A location that was asked for is a report like any other; one that was not is evidence alone.</summary>
    private Cut TakeAskedLocation(scoped in Jt808Message message, scoped ref Taking taking)
    {
        var location = Jt808Requests.LocationIn(message);
        if (ReadingsOf(taking.Speaker!).Read(location, fromMemory: false, taking.Now, out var holdsSecret) is not { } observation)
            return RefuseContent(message, Jt808Result.BadMessage, Jt808Fault.Structure, taking);
        taking.HoldsSecret |= holdsSecret;
        AddAnswer(requests!.Located(message), taking);
        Add(observation, ref taking);
        if (taking.Batch.NotesPlaces) Jt808Readings.NoteImpossiblePlace(location, observation, taking.Batch);
        return Acknowledge(message, taking.Batch);
    }

    private static void NoteImpossiblePlace(scoped in Jt808Message message, Observation observation, IntakeBatch batch)
    {
        if (message.Id == Jt808MessageId.Location) Jt808Readings.NoteImpossiblePlace(message.Body, observation, batch);
        else JointechPlace.NoteImpossible(Jt808JointechPosition.PlaceOf(message.Body), observation, batch);
    }

    private static void AddAnswer(DeviceAnswer? answer, scoped in Taking taking)
    {
        if (answer is not null) taking.Batch.AddAnswer(taking.Speaker!, answer);
    }

    /// <summary>A batch is answered once, so it is taken as a whole or not at all.</summary>
    private Cut TakeBatch(scoped in Jt808Message message, scoped ref Taking taking)
    {
        var readings = ReadingsOf(taking.Speaker!);
        var held = new List<Observation>();
        var locations = new Jt808Batch(message.Body);
        while (locations.MoveNext())
        {
            var observation = readings.Read(locations.Current, locations.IsBacklog, taking.Now, out var holdsSecret);
            if (observation is not null) held.Add(observation);
            else locations.Refuse();
            taking.HoldsSecret |= holdsSecret;
        }

        if (locations.IsWrong) return RefuseContent(message, Jt808Result.BadMessage, Jt808Fault.Structure, taking);
        locations = new Jt808Batch(message.Body);
        foreach (var observation in held)
        {
            Add(observation, ref taking);
            if (taking.Batch.NotesPlaces && locations.MoveNext())
                Jt808Readings.NoteImpossiblePlace(locations.Current, observation, taking.Batch);
        }

        return Acknowledge(message, taking.Batch);
    }

    private Cut TakeText(scoped in Jt808Text text, Taking taking)
    {
        Begin();
        var seal = text.Device is { } device && seals.TryFind(DeviceProtocol.Jt808, device, out var found) ? found : null;
        taking.Speaker = Admit(seal, isAuthorising: !text.BeforeTime.IsEmpty, taking.Batch);
        taking.Batch.CountMessage(acknowledged: taking.Speaker is not null && !text.BeforeTime.IsEmpty);
        if (taking.Speaker is null)
        {
            Fault = Jt808Words.NotLetIn;
            return Cut.Corrupt;
        }

        if (text.BeforeTime.IsEmpty) AddSentence(text, ref taking);
        else Jt808Replies.TextTime(taking.Batch.ReplyWriter, text.BeforeTime, taking.Now);
        return Cut.Whole;
    }

    private void AddSentence(scoped in Jt808Text text, scoped ref Taking taking)
    {
        taking.HoldsSecret = JointechSecrets.AreIn(text.Content);
        var masked = text.Content.ToArray();
        JointechSecrets.Hide(masked);
        AddSign(ContentHash.Of(masked, TextSeed), ref taking);
    }

    /// <summary>Every message names its device, and mostly the same one.</summary>
    private RegisteredSeal? Find(Jt808Address address)
    {
        if (lastFound is { } known && known.Address == address) return known.Seal;
        if (address.Identity is not { } identity || !seals.TryFind(DeviceProtocol.Jt808, identity, out var seal)) return null;
        lastFound = (address, seal);
        return seal;
    }

    /// <summary>A message that reports nothing that is read here is evidence, and a sign of life.</summary>
    private void AddSign(ulong contentKey, scoped ref Taking taking) =>
        Add(new Observation { MeasuredAt = null, ContentKey = contentKey }, ref taking);

    private void Add(Observation observation, scoped ref Taking taking)
    {
        taking.Place ??= taking.Batch.AddFrame(Sender!, taking.Frame, taking.HoldsSecret);
        taking.Batch.AddReport(taking.Speaker!, observation, taking.Place.Value);
    }

    private Jt808Readings ReadingsOf(RegisteredSeal seal) => reader.Of(seal, profile => new Jt808Readings(profile));

    /// <summary>What is known while one message is taken.</summary>
    private ref struct Taking(ReadOnlySpan<byte> frame, DateTimeOffset now, IntakeBatch batch)
    {
        public ReadOnlySpan<byte> Frame = frame;
        public readonly DateTimeOffset Now = now;
        public readonly IntakeBatch Batch = batch;
        public RegisteredSeal? Speaker;

        /// <summary>Whether a password stands in the message.</summary>
        public bool HoldsSecret;

        /// <summary>Place of the message in the batch, once a report of it is there.</summary>
        public int? Place;
    }
}
