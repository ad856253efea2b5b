using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Stock;

/// <summary>What the pages of the stock stand on.</summary>
public sealed record StockParts
{
    public required BoardParts Board { get; init; }

    public required RegistryParts Registries { get; init; }

    /// <summary>The names of the device profiles.</summary>
    public required IReadOnlyList<string> Profiles { get; init; }

    /// <summary>The entry that somebody means, or the column that is not in its form: seal, identity_kind, identity, model, profile or
    /// operator.</summary>
    public required Func<SealWriting, (RegisteredSeal? Entry, string? Column)> Read { get; init; }

    /// <summary>The password of a seal in the form in which it stands in the journal.</summary>
    public required Func<SealNumber, SealSecret, string> SealSecret { get; init; }

    /// <summary>Whether seals of a profile open themselves only with their password.</summary>
    public required Func<string, bool> WantsPassword { get; init; }

    /// <summary>The name of whoever has a seal; the key where nothing of that key is valid today.</summary>
    public string NameOf(SealHolder holder, string language) =>
        Registries.NameOf(holder.Kind, holder.Key, language);

    /// <summary>What a model of seal is worth today.</summary>
    public ModelWorth WorthOf(string model)
    {
        var row = Registries.Find(RegistryKind.SealModel, model);
        return new ModelWorth(SealConformities.Of(row, Registries.Today), row is null ? null : SealConformities.UntilOf(row));
    }
}

/// <summary>What a model of seal is worth on a day.</summary>
/// <param name="Conformity">Whether it may serve interstate transportations.</param>
/// <param name="Until">The last day of certificate or transition; null: none is said.</param>
public sealed record ModelWorth(SealConformity Conformity, DateOnly? Until);

/// <summary>A seal that somebody wants to register, as typed.</summary>
public sealed record SealWriting(string Number, string IdentityKind, string Identity)
{
    public required string Model { get; init; }

    public required string Profile { get; init; }

    public required string Operator { get; init; }
}

/// <summary>What the list of the stock is asked for.</summary>
public sealed record StockAsk(string? Text, string? State, string? Holder, string? Model, string? Cursor, bool? All)
{
    public const int PageRows = 50, TextMax = 64;

    public StockFilter ToFilter() => new()
    {
        Text = Cut(Text),
        State = StateOf(State),
        Holder = Cut(Holder),
        Model = Cut(Model),
    };

    /// <summary>The address of a list of these seals.</summary>
    public string AddressOf(string path, string? cursor, bool all = false) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["text"] = Cut(Text),
        ["state"] = StateOf(State)?.ToString(),
        ["holder"] = Cut(Holder),
        ["model"] = Cut(Model),
        ["cursor"] = cursor,
        ["all"] = all ? "true" : null,
    }.Where(pair => pair.Value is not null));

    /// <summary>A state of the stock by its name; null: none.</summary>
    public static SealStock? StateOf(string? text) =>
        Enum.TryParse<SealStock>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && !char.IsAsciiDigit(text![0])
            ? state : null;

    private static string? Cut(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, TextMax)];
}

/// <summary>Seals that are to be moved into another state, as typed.</summary>
public sealed record StockMove
{
    /// <summary>Most seals of one move.</summary>
    public const int SealsMax = 200;

    /// <summary>Numbers, as typed or read by a scanner.</summary>
    public string Seals { get; init; } = "";

    public SealStock? State { get; init; }

    /// <summary>Key of an office or organisation.</summary>
    public string Holder { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>Under which it is handed in.</summary>
    public Guid Act { get; init; }

    public bool IsConfirmed { get; init; }

    /// <summary>By control, the key of what is wrong.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The seals that cannot be moved, and why.</summary>
    public IReadOnlyList<(string Seal, Refusal Reason)> Refused { get; init; } = [];

    /// <summary>What would be done, for a last look; null: nothing is ready.</summary>
    public IReadOnlyList<Command.ChangeSealState>? Ready { get; init; }

    /// <summary>How many are moved already.</summary>
    public int Done { get; init; }

    /// <summary>The numbers, each once, in the order of typing.</summary>
    public IReadOnlyList<string> Numbers =>
        [
            .. Seals.Split((char[])[' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Reads a form that was sent.</summary>
    public static StockMove Read(IFormCollection form) => new()
    {
        Seals = form["seals"].ToString().Trim(),
        State = StockAsk.StateOf(form["state"]),
        Holder = form["holder"].ToString().Trim(),
        Reason = form["reason"].ToString().Trim(),
        Act = Guid.TryParse(form["act"], out var act) ? act : Guid.Empty,
        IsConfirmed = form["confirmed"] == "yes",
    };

    /// <summary>The commands that are meant, or what is wrong with what was typed.</summary>
    public (IReadOnlyList<Command.ChangeSealState> Commands, IReadOnlyDictionary<string, string> Errors) ToCommands(StockParts parts)
    {
        var errors = new Dictionary<string, string>();
        var numbers = new List<SealNumber>();
        foreach (var text in Numbers)
        {
            if (SealNumber.TryParse(text, out var number)) numbers.Add(number);
            else errors.TryAdd("seals", "Fault_Number");
        }

        if (Numbers.Count is 0 or > SealsMax) errors.TryAdd("seals", "Fault_Seals");
        if (State is null) errors["state"] = "Fault_State";
        var holder = State == SealStock.Issued ? parts.Registries.HolderOf(Holder) : null;
        if (State == SealStock.Issued && holder is null) errors["holder"] = "Fault_Holder";
        if (Reason.Length is 0 or > Command.ShelvingReasonLengthMax || Reason.Any(char.IsControl)) errors["reason"] = "Fault_Reason";
        if (errors.Count > 0) return ([], errors);
        return ([.. numbers.Select(one => new Command.ChangeSealState(one, State!.Value, Reason) { IssuedTo = holder })], errors);
    }
}

/// <summary>Seals that are to be registered, as typed: one a line, and what they have in common.</summary>
public sealed record StockRegistration
{
    /// <summary>Most seals of one registration.</summary>
    public const int SealsMax = 200;

    /// <summary>A line for each: its number, then what the device calls itself.</summary>
    public string Seals { get; init; } = "";

    public string IdentityKind { get; init; } = "";

    public string Model { get; init; } = "";

    public string Profile { get; init; } = "";

    public string Operator { get; init; } = "";

    public bool Replaces { get; init; }

    public Guid Act { get; init; }

    /// <summary>By control, the key of what is wrong.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The line in which something is wrong; empty where it is none.</summary>
    public string WrongLine { get; init; } = "";

    /// <summary>The seals that cannot be registered, and why.</summary>
    public IReadOnlyList<(string Seal, Refusal Reason)> Refused { get; init; } = [];

    /// <summary>How many are registered already.</summary>
    public int Done { get; init; }

    /// <summary>Reads a form that was sent.</summary>
    public static StockRegistration Read(IFormCollection form) => new()
    {
        Seals = form["seals"].ToString().Trim(),
        IdentityKind = form["identity_kind"].ToString().Trim(),
        Model = form["model"].ToString().Trim(),
        Profile = form["profile"].ToString().Trim(),
        Operator = form["operator"].ToString().Trim(),
        Replaces = form["replaces"] == "yes",
        Act = Guid.TryParse(form["act"], out var act) ? act : Guid.Empty,
    };

    /// <summary>The commands that are meant, or the form with what is wrong in it.</summary>
    public (IReadOnlyList<Command.RegisterSeal> Commands, StockRegistration? Wrong) ToCommands(StockParts parts)
    {
        var lines = Seals.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length is 0 or > SealsMax) return ([], With("seals", "Fault_Seals", ""));
        var commands = new List<Command.RegisterSeal>();
        foreach (var line in lines)
        {
            var cells = line.Split((char[])[' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length != 2) return ([], With("seals", "Fault_Line", line));
            var (entry, column) = parts.Read(new SealWriting(cells[0], IdentityKind, cells[1])
            {
                Model = Model,
                Profile = Profile,
                Operator = Operator,
            });
            if (entry is null) return ([], OfColumn(column, line));
            commands.Add(new Command.RegisterSeal(entry, Replaces));
        }

        return (commands, null);
    }

    private StockRegistration OfColumn(string? column, string line) => column switch
    {
        "identity" => With("seals", "Fault_Identity", line),
        "identity_kind" => With("identity_kind", "Fault_IdentityKind", ""),
        "model" => With("model", "Fault_Model", ""),
        "profile" => With("profile", "Fault_Profile", ""),
        "operator" => With("operator", "Fault_Operator", ""),
        _ => With("seals", "Fault_Number", line),
    };

    private StockRegistration With(string control, string fault, string line) =>
        this with { Errors = new Dictionary<string, string> { [control] = fault }, WrongLine = line };
}
