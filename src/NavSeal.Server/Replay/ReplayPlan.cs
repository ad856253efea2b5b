using System.Text;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;

namespace NavSeal.Server.Replay;

/// <summary>Which connections a file becomes: one for each first identity, frames in the order of the file.</summary>
internal sealed class ReplayPlan
{
    private readonly Dictionary<(string Protocol, DeviceIdentity First), List<RecordedFrame>> connections = [];

    private static readonly DeviceIdentity made = new(IdentityKind.Imei, 0, "recorded");

    private readonly Dictionary<string, DeviceIdentity> speakers = [];
    private readonly Dictionary<(string Protocol, DeviceIdentity First), DeviceSession> sessions = [];

    /// <summary>The connections, in the order in which they first appear.</summary>
    public IReadOnlyCollection<List<RecordedFrame>> Connections => connections.Values;

    /// <summary>Frames that are answers of a platform and are skipped.</summary>
    public int Answers { get; private set; }

    /// <summary>Logins that were made because a file holds frames and no login.</summary>
    public int MadeLogins { get; private set; }

    /// <summary>Frames that name nobody and are refused.</summary>
    public int Nameless { get; private set; }

    /// <summary>Lines that are no recorded frame.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Sorts the lines of a file.</summary>
    public static ReplayPlan Of(IEnumerable<string> lines)
    {
        var plan = new ReplayPlan();
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var (frame, wrong) = RecordedFrames.Read(line);
            if (frame is null) plan.Wrong.Add(wrong!);
            else plan.Add(frame);
        }

        return plan;
    }

    /// <summary>What has to be registered, so that every frame is let in: a connection that speaks for several is a relay.</summary>
    public IReadOnlyList<SealRow> Registrations()
    {
        var rows = new Dictionary<DeviceIdentity, SealRow>();
        foreach (var frames in connections.Values)
        {
            var identities = frames.SelectMany(frame => frame.Identities).Distinct().ToList();
            var name = frames[0].Protocol.Name;
            for (var i = 0; i < identities.Count; i++)
            {
                var relay = i == 0 && identities.Select(identity => identity.Value).Distinct().Count() > 1;
                if (rows.TryGetValue(identities[i], out var known) && !relay && known.Profile.EndsWith("-relay", StringComparison.Ordinal))
                    continue;
                rows[identities[i]] = new SealRow(
                    NumberOf(identities[i]).Text, name, identities[i].Kind.ToString(), identities[i].Value, "recorded device",
                        $"{name}-{(relay ? "relay" : "tracker")}", "KZ");
            }
        }

        return [.. rows.Values];
    }

    /// <summary>The number under which a recorded device is registered.</summary>
    public static SealNumber NumberOf(DeviceIdentity identity) =>
        SealNumber.TryParse($"REC-{KindOf(identity)}-{identity.Value}", out var number)
            ? number
            : SealNumber.Parse($"REC-{ContentHash.Of(Encoding.UTF8.GetBytes(identity.ToString())):X16}");

    private static string KindOf(DeviceIdentity identity) => identity.Kind switch
    {
        IdentityKind.ObjectId => "OID",
        IdentityKind.TerminalId => "TID",
        IdentityKind.DispatcherId => "DID",
        _ => "ID",
    };

    private void Add(RecordedFrame frame)
    {
        if (!frame.AsksForAnswer) Answers++;
        else if (SpeakerOf(frame) is { } speaker) ConnectionOf(frame, speaker).Add(frame);
        else Nameless++;
    }

    /// <summary>Whom a frame belongs to: whom it names first; in protocols whose messages name nobody, who named itself before it in the
    /// file, as far as that session takes it, or else a device made for this.</summary>
    private DeviceIdentity? SpeakerOf(RecordedFrame frame)
    {
        var name = frame.Protocol.Name;
        if (frame.Identities.Count > 0) return speakers[name] = frame.Identities[0];
        if (frame.Protocol.LoginOf(made) is null) return null;
        return speakers.TryGetValue(name, out var before) && Takes(sessions[(name, before)], frame) ? before : speakers[name] = made;
    }

    /// <summary>A file may mix devices of several versions: what one session refuses and is good by itself is of another device.</summary>
    private static bool Takes(DeviceSession session, RecordedFrame frame)
    {
        var batch = new IntakeBatch();
        RecordedFrames.Take(session, frame, batch);
        return batch.Acknowledged > 0 || !frame.IsTaken;
    }

    /// <summary>The frames of a connection so far. Where a session begins with a login and the file holds none, one is made.</summary>
    private List<RecordedFrame> ConnectionOf(RecordedFrame first, DeviceIdentity speaker)
    {
        var key = (first.Protocol.Name, speaker);
        if (connections.TryGetValue(key, out var frames)) return frames;
        connections.Add(key, frames = []);
        sessions.Add(key, first.Protocol.Open(new AskedDirectory(mayReportUnauthorised: false)));
        var begun = first;
        if (!first.BeginsSession && first.Protocol.LoginOf(speaker) is { } login)
        {
            MadeLogins++;
            begun = new RecordedFrame($"the login made for {first.Id}", first.Protocol, login) { Identities = [speaker] };
            frames.Add(begun);
        }

        RecordedFrames.Take(sessions[key], begun, new IntakeBatch());
        return frames;
    }
}
