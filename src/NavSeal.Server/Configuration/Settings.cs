using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Configuration;

/// <summary>One setting: its name in the file and on the command line; in the environment NAVSEAL_ and the name in capitals, hyphens as
/// underscores.</summary>
internal sealed record Setting(string Name, string Default, string Meaning);

/// <summary>A setting that cannot be used; the message names it and says what would do.</summary>
internal sealed class SettingException(string message) : Exception(message);

/// <summary>Who reads the figures of the process without signing in.</summary>
internal enum MetricsOpening
{
    No,
    Loopback,
    Yes,
}

/// <summary>Everything that can be set, from <c>navseal.json</c> in the data folder (or --config), the environment and the command line;
/// later
/// ones win.</summary>
internal sealed record Settings
{
    /// <summary>All settings; <c>docs/operations/settings.md</c> is held against this list by a test.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("data", "data", "Folder of the journal, the state and the keys."),
        new("store", "embedded", "Where journal, users and the rest are kept: embedded (files of the data folder) or postgres."),
        new("postgres", "", "How the database is reached, for store postgres: Host=db1,db2;Database=navseal;Username=navseal;Passfile=…"),
        new("keys", "", "Folder of the keys, the same on all machines that share a database; empty: keys in the data folder."),
        new("reference", "", "Folder of the reference tables; empty: the ones delivered with the program."),
        new("http-address", "127.0.0.1", "Address on which pages, API, health and metrics listen."),
        new("http-port", "8080", "Port of the same."),
        new("seal-address", "0.0.0.0", "Address on which devices are listened for."),
        new("shared-port", "9000", "Port for all protocols, told apart by the first bytes of a connection; 0: none."),
        .. DeviceProtocols.All.Select(protocol => new Setting(
            protocol.Port.Setting,
            protocol.Port.Usual.ToString(CultureInfo.InvariantCulture),
            $"Port for the protocol {protocol.Name} alone; 0: none.")),
        .. TlsSettings.All,
        new("connections-max", "19000", "Most devices connected at a time; further ones are refused."),
        new(
            "connections-per-address",
            "4096",
            "Most devices of one address, except trusted-proxies, 0 to 1000000; 0: no limit of its own."),
        new(
            "frames-per-connection",
            "10000",
            "Most frames a second of one connection, of a relay ten times as many, 0 to 1000000; what is more is read later. 0: no limit."),
        new("segment-mib", "64", "Length of a segment of the journal in MiB, 16 to 1024."),
        new(
            "commit-pace-ms",
            "1",
            "Shortest time between two commits while little waits, 0 to 100; longer costs delay, shorter costs processor."),
        new("commit-frames-max", "8192", "Most frames of one commit, 1 to 65535."),
        new("head-minutes", "10", "Time between two signed heads of the journal, 1 to 1440."),
        new("state-save-seconds", "30", "Time between two savings of the state, 1 to 3600; a longer tail costs time at the next start."),
        new("map-tiles", "", "Address of map tiles, raster {z}/{x}/{y} or pmtiles:; empty: the map that comes with the program."),
        new("viewers-max", "500", "Most live streams to browsers at a time, of each kind, 1 to 10000; further ones are told so."),
        new("home-state", "KZ", "The state of the operator, ISO alpha-2."),
        new("home-offset-minutes", "300", "Offset of the law's days from UTC in minutes, -720 to 840."),
        new("home-zone", "Asia/Almaty", "The zone in which pages show times to whoever has chosen none, IANA."),
        new("metrics-open", "no", "Who reads /metrics without signing in: no (nobody), loopback (this machine) or yes (everybody)."),
        new("trusted-proxies", "", "Addresses or networks of proxies whose X-Forwarded-For and -Proto count, parted by commas."),
        new("sign-in-attempts", "30", "Most attempts to sign in from one address in a minute, 1 to 10000."),
        new("sign-in-audit-days", "400", "How long the audit of sign-ins, looks and acts is kept, 30 to 4000 days."),
        new("second-factor-roles", "", "Roles to which nothing opens before they have a second factor, parted by commas."),
        new("signers", "", "File of certificates (PEM) of the authorities whose people sign with a certificate; empty: nobody does."),
        new("log-level", "Information", "Least level that is logged: Trace, Debug, Information, Warning, Error, Critical."),
    ];

    public required string DataFolder { get; init; }

    /// <summary>How the shared database is reached; null: the embedded store.</summary>
    public required string? Postgres { get; init; }

    /// <summary>Folder of the keys: of heads, sessions and second factors.</summary>
    public required string KeysFolder { get; init; }

    public required string ReferenceFolder { get; init; }

    public required string HttpAddress { get; init; }

    public required int HttpPort { get; init; }

    public required string SealAddress { get; init; }

    /// <summary>Port that all protocols share; 0: none.</summary>
    public required int SharedPort { get; init; }

    /// <summary>Port of each protocol; 0: none of its own.</summary>
    public required IReadOnlyDictionary<DeviceProtocol, int> Ports { get; init; }

    /// <summary>The port of TLS; null: none.</summary>
    public required TlsSettings? Tls { get; init; }

    /// <summary>Where devices are listened for, in words.</summary>
    public string DevicePorts
    {
        get
        {
            var own = DeviceProtocols.All.Where(protocol => Ports[protocol.Protocol] != 0)
                .Select(protocol => $"{SealAddress}:{Ports[protocol.Protocol]} ({protocol.Name})");
            if (Tls is { } tls) own = own.Append($"{SealAddress}:{tls.Port} (TLS)");
            return string.Join(", ", SharedPort == 0 ? own : own.Prepend($"{SealAddress}:{SharedPort} (all protocols)"));
        }
    }

    public required int ConnectionsMax { get; init; }

    /// <summary>Most devices of one address; 0: no limit of its own.</summary>
    public required int ConnectionsPerAddress { get; init; }

    /// <summary>Most frames a second of one connection of a seal; 0: no limit.</summary>
    public required int FramesPerConnection { get; init; }

    public required long SegmentBytes { get; init; }

    public required TimeSpan CommitPace { get; init; }

    public required int CommitFramesMax { get; init; }

    public required TimeSpan HeadPeriod { get; init; }

    public required TimeSpan StateSavePeriod { get; init; }

    public required string HomeState { get; init; }

    public required TimeSpan HomeOffset { get; init; }

    /// <summary>Empty: the map that comes with the program.</summary>
    public required string MapTiles { get; init; }

    public required int ViewersMax { get; init; }

    public required TimeZoneInfo HomeZone { get; init; }

    public required MetricsOpening MetricsOpen { get; init; }

    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    public required int SignInAttempts { get; init; }

    public required TimeSpan SignInAuditKept { get; init; }

    /// <summary>The authorities whose people sign with a certificate; none: nobody does.</summary>
    public required X509Certificate2Collection Signers { get; init; }

    /// <summary>Roles to which nothing opens before they have a second factor.</summary>
    public required IReadOnlyList<string> SecondFactorRoles { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Reads all sources.</summary>
    /// <param name="usual">What the verb sets where nobody else does.</param>
    /// <param name="fromCommandLine">Name and value of what the command line sets.</param>
    /// <param name="configFile">A file named on the command line; null: <c>navseal.json</c> in the data folder where it exists.</param>
    /// <exception cref="SettingException">A value is out of its range, a name is unknown, or the file is missing or no JSON.</exception>
    public static Settings Read(
        IReadOnlyDictionary<string, string> usual, IReadOnlyDictionary<string, string> fromCommandLine, string? configFile)
    {
        var environment = All.Select(setting => (setting.Name, Value: Environment.GetEnvironmentVariable(VariableOf(setting.Name))))
            .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value!);
        var folder = usual.Concat(environment).Concat(fromCommandLine).LastOrDefault(pair => pair.Key == "data").Value ?? "data";
        var file = ReadFile(configFile ?? Path.Combine(folder, "navseal.json"), mustExist: configFile is not null);
        var known = All.ToDictionary(setting => setting.Name, setting => setting.Default);
        foreach (var (name, value) in usual.Concat(file).Concat(environment).Concat(fromCommandLine))
        {
            if (!known.ContainsKey(name))
                throw new SettingException($"'{name}' is no setting. Known: {string.Join(", ", All.Select(s => s.Name))}.");
            known[name] = value;
        }

        return From(known);
    }

    /// <summary>The name of a setting in the environment.</summary>
    public static string VariableOf(string name) => "NAVSEAL_" + name.ToUpperInvariant().Replace('-', '_');

    private static Settings From(Dictionary<string, string> values) => new()
    {
        DataFolder = Path.GetFullPath(values["data"]),
        Postgres = values["store"] switch
        {
            "embedded" => null,
            "postgres" => Database(values["postgres"]),
            var other => throw new SettingException($"store is '{other}': take embedded or postgres."),
        },
        KeysFolder = Path.GetFullPath(values["keys"].Length == 0 ? Path.Combine(values["data"], "keys") : values["keys"]),
        ReferenceFolder = values["reference"].Length == 0
            ? Path.Combine(AppContext.BaseDirectory, "reference")
            : Path.GetFullPath(values["reference"]),
        HttpAddress = Address(values, "http-address"),
        HttpPort = Number(values, "http-port", (1, 65535)),
        SealAddress = Address(values, "seal-address"),
        SharedPort = Number(values, "shared-port", (0, 65535)),
        Ports = DeviceProtocols.All.ToDictionary(
            protocol => protocol.Protocol, protocol => Number(values, protocol.Port.Setting, (0, 65535))),
        Tls = TlsSettings.Read(
            Number(values, TlsSettings.PortName, (0, 65535)), values[TlsSettings.CertificateName], values[TlsSettings.ClientsName]),
        ConnectionsMax = Number(values, "connections-max", (1, 1_000_000)),
        ConnectionsPerAddress = Number(values, "connections-per-address", (0, 1_000_000)),
        FramesPerConnection = Number(values, "frames-per-connection", (0, 1_000_000)),
        SegmentBytes = (long)Number(values, "segment-mib", (16, 1024)) << 20,
        CommitPace = TimeSpan.FromMilliseconds(Number(values, "commit-pace-ms", (0, 100))),
        CommitFramesMax = Number(values, "commit-frames-max", (1, 65535)),
        HeadPeriod = TimeSpan.FromMinutes(Number(values, "head-minutes", (1, 1440))),
        StateSavePeriod = TimeSpan.FromSeconds(Number(values, "state-save-seconds", (1, 3600))),
        HomeState = values["home-state"] is { Length: 2 } state && state.All(char.IsAsciiLetterUpper)
            ? state
            : throw new SettingException($"home-state is '{values["home-state"]}': take two capital letters, for example KZ."),
        HomeOffset = TimeSpan.FromMinutes(Number(values, "home-offset-minutes", (-720, 840))),
        MapTiles = Tiles(values["map-tiles"]),
        ViewersMax = Number(values, "viewers-max", (1, 10_000)),
        HomeZone = TimeZoneInfo.TryFindSystemTimeZoneById(values["home-zone"], out var zone)
            ? zone
            : throw new SettingException($"home-zone is '{values["home-zone"]}': take a name of the zone table, for example Asia/Almaty."),
        MetricsOpen = values["metrics-open"] switch
        {
            "no" => MetricsOpening.No,
            "loopback" => MetricsOpening.Loopback,
            "yes" => MetricsOpening.Yes,
            var other => throw new SettingException($"metrics-open is '{other}': take no, loopback or yes."),
        },
        TrustedProxies = [.. Listed(values["trusted-proxies"]).Select(Network)],
        SignInAttempts = Number(values, "sign-in-attempts", (1, 10_000)),
        SignInAuditKept = TimeSpan.FromDays(Number(values, "sign-in-audit-days", (30, 4000))),
        Signers = SignersIn(values["signers"]),
        SecondFactorRoles = [.. Listed(values["second-factor-roles"]).Select(Role)],
        LogLevel = Enum.TryParse<LogLevel>(values["log-level"], ignoreCase: true, out var level) && Enum.IsDefined(level)
            ? level
            : throw new SettingException(
                $"log-level is '{values["log-level"]}': take Trace, Debug, Information, Warning, Error or Critical."),
    };

    private static Dictionary<string, string> ReadFile(string path, bool mustExist)
    {
        if (!File.Exists(path)) return mustExist ? throw new SettingException($"There is no file '{path}'.") : [];
        try
        {
            var root = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build();
            return root.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
        }
        catch (InvalidDataException e)
        {
            throw new SettingException($"'{path}' cannot be read: {e.GetBaseException().Message}");
        }
    }

    private static string[] Listed(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static X509Certificate2Collection SignersIn(string path)
    {
        var signers = new X509Certificate2Collection();
        if (path.Length == 0) return signers;
        try
        {
            signers.ImportFromPemFile(path);
            return signers;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException($"signers is '{path}': take a file of certificates in PEM. {e.Message}");
        }
    }

    private static string Role(string name) => Workplaces.Roles.All.Contains(name)
        ? name
        : throw new SettingException($"second-factor-roles holds '{name}': take of {string.Join(", ", Workplaces.Roles.All)}.");

    private static int Number(Dictionary<string, string> values, string name, (int Min, int Max) range) =>
        int.TryParse(values[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= range.Min && number <= range.Max
            ? number
            : throw new SettingException($"{name} is '{values[name]}': take a whole number from {range.Min} to {range.Max}.");

    private static readonly string[] TilePlaces = ["{z}", "{x}", "{y}"];

    private static string Tiles(string address)
    {
        const string pmtiles = "pmtiles:";
        var isPacked = address.StartsWith(pmtiles, StringComparison.Ordinal);
        var isWeb = Uri.TryCreate(isPacked ? address[pmtiles.Length..].TrimStart('/') : address, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https";
        var isRaster = TilePlaces.All(part => address.Contains(part, StringComparison.Ordinal));
        return address.Length == 0 || (isWeb && (isPacked || isRaster))
            ? address
            : throw new SettingException(
                $"map-tiles is '{address}': take https://host/{{z}}/{{x}}/{{y}}.png or pmtiles://https://host/file.pmtiles, or nothing.");
    }

    private static string Database(string connection)
    {
        try
        {
            PostgresDatabase.Open(connection).Dispose();
            return connection;
        }
        catch (ArgumentException e)
        {
            throw new SettingException(
                $"postgres cannot be read: {e.Message} Take Host=db1,db2;Database=navseal;Username=navseal;Passfile=/etc/navseal/pgpass.");
        }
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new SettingException($"trusted-proxies has '{text}': take an address or a network, for example 10.0.0.0/8.");

    private static string Address(Dictionary<string, string> values, string name) =>
        IPAddress.TryParse(values[name], out _)
            ? values[name]
            : throw new SettingException($"{name} is '{values[name]}': take an IP address, for example 127.0.0.1 or 0.0.0.0.");
}
