using System.CommandLine;
using System.Globalization;
using System.Text;
using NavSeal.Journal;
using NavSeal.Model.Registries;
using NavSeal.Server.Configuration;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Administration;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal user …</c>: the users of a data folder or of a shared database, whether a server runs or not.</summary>
internal static class UserCommand
{
    private static readonly string[] AuditColumns = ["id", "at", "event", "name", "subject", "by", "address", "client", "detail"];

    public static Command Create()
    {
        var command = new Command("user", "Users who may sign in; works while the server runs and while it does not.");
        var role = new Option<string[]>("--role")
        {
            Description = $"What the user may do: {string.Join(", ", Roles.All)}; several are possible.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var display = new Option<string>("--display-name") { Description = "The name that pages show.", DefaultValueFactory = _ => "" };
        Option<string?>[] belonging =
        [
            new("--office") { Description = "The office that the user belongs to, a key of the registry of offices." },
            new("--organisation") { Description = "The organisation that the user acts for, by its identification number." },
            new("--state") { Description = "The member state whose operator the user acts for, ISO alpha-2." },
        ];
        command.Subcommands.Add(
            Verb("add", "Enter a user; asks for the password, or reads a line.", AddAsync, [role, display, .. belonging]));
        command.Subcommands.Add(
            Verb("belonging", "Say what the user belongs to, instead of what was said before.", BelongingAsync, [.. belonging]));
        command.Subcommands.Add(Verb("lock", "End a user's sessions and let nobody sign in with the account.", LockAsync));
        command.Subcommands.Add(Verb("unlock", "Take a lock or a pause away.", UnlockAsync));
        command.Subcommands.Add(Verb("password", "Set a password that has to be changed; asks for it, or reads a line.", PasswordAsync));
        command.Subcommands.Add(Verb("role", "Give roles, instead of those the user has.", RoleAsync, role));
        command.Subcommands.Add(Whole("list", "Print the users as CSV.", ListAsync));
        command.Subcommands.Add(Whole("audit", "Print the audit as CSV, newest first, and check its chain.", AuditAsync));
        return command;

        Command Verb(string name, string description, Func<UserWork, Task<int>> work, params Option[] options)
        {
            var user = new Argument<string>("name") { Description = "Login name." };
            var verb = new Command(name, description) { user };
            var store = StoreOptions(verb);
            foreach (var option in options) verb.Options.Add(option);
            verb.SetAction((parsed, _) => RunAsync(() => store.Read(parsed), work, new UserWork
            {
                Name = parsed.GetRequiredValue(user),
                Roles = options.Contains(role) ? parsed.GetValue(role) ?? [] : [],
                DisplayName = options.Contains(display) ? parsed.GetValue(display)! : "",
                Belonging = options.Contains(belonging[0])
                    ? Belonging.Of(parsed.GetValue(belonging[0]), parsed.GetValue(belonging[1]), parsed.GetValue(belonging[2]))
                    : Belonging.None,
            }));
            return verb;
        }

        static Command Whole(string name, string description, Func<UserWork, Task<int>> work)
        {
            var verb = new Command(name, description);
            var store = StoreOptions(verb);
            verb.SetAction((parsed, _) => RunAsync(() => store.Read(parsed), work, new UserWork()));
            return verb;
        }

        static SettingOptions StoreOptions(Command verb) => new(verb, "data", "store", "postgres", "reference");
    }

    private static async Task<int> RunAsync(Func<Settings> read, Func<UserWork, Task<int>> work, UserWork asked)
    {
        try
        {
            var settings = read();
            if (settings.Postgres is null && !Directory.Exists(settings.DataFolder) && work != AddAsync)
                return Fail($"There is no data folder '{settings.DataFolder}'. Name the one the server runs on with --data.");
            using var shared = settings.Postgres is { } connection ? PostgresDatabase.Open(connection) : null;
            var store = new UserStoreOptions(settings.DataFolder, shared);
            UserDatabase.Open(store);
            var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddUserStore(store);
            await using var provider = services.BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            if (asked.Belonging is { } typed)
            {
                var (meant, fault) = BelongingIn(settings, typed);
                if (meant is null) return Fail(Cure(fault!, typed));
                asked = asked with { Belonging = meant };
            }

            return await work(asked with { Services = scope.ServiceProvider });
        }
        catch (SettingException e)
        {
            return Fail(e.Message);
        }
        catch (Exception e) when (e is IOException || UserDatabase.IsOfStore(e))
        {
            return Fail(e is IOException ? e.Message : $"The store of users does not answer: {e.GetBaseException().Message}");
        }
    }

    private static async Task<int> AddAsync(UserWork work)
    {
        if (ReadPassword() is not { } password) return Fail("No password was given.");
        if (work.Belonging is not { } belonging) return Fail(PasswordAdvice.Cure("BelongingWrong"));
        var wanted = new NewUser(work.Name, work.DisplayName, password, work.Roles) { Belonging = belonging };
        var faults = await work.Desk.AddAsync(wanted, mustChange: false, work.Origin);
        if (faults.Count > 0) return Fail(PasswordAdvice.Cure(faults[0]));
        Console.WriteLine($"{work.Name} may sign in as {string.Join(", ", work.Roles)}.");
        return 0;
    }

    private static Task<int> LockAsync(UserWork work) => WithUserAsync(work, async user =>
    {
        await work.Desk.LockAsync(user, work.Origin);
        Console.WriteLine($"{work.Name} is locked; open sessions end within a minute.");
        return 0;
    });

    private static Task<int> UnlockAsync(UserWork work) => WithUserAsync(work, async user =>
    {
        await work.Desk.UnlockAsync(user, work.Origin);
        Console.WriteLine($"{work.Name} may sign in again.");
        return 0;
    });

    private static Task<int> PasswordAsync(UserWork work) => WithUserAsync(work, async user =>
    {
        if (ReadPassword() is not { } password) return Fail("No password was given.");
        var faults = await work.Desk.SetPasswordAsync(user, password, isOwn: false, work.Origin);
        if (faults.Count > 0) return Fail(PasswordAdvice.Cure(faults[0]));
        Console.WriteLine($"{work.Name} has a new password and has to change it when signing in.");
        return 0;
    });

    private static Task<int> RoleAsync(UserWork work) => WithUserAsync(work, async user =>
    {
        await work.Desk.SetRolesAsync(user, work.Roles, work.Origin);
        Console.WriteLine($"{work.Name} is {string.Join(", ", work.Roles)}; open sessions end within a minute.");
        return 0;
    });

    private static Task<int> BelongingAsync(UserWork work) => WithUserAsync(work, async user =>
    {
        if (work.Belonging is not { } belonging) return Fail(PasswordAdvice.Cure("BelongingWrong"));
        await work.Desk.SetBelongingAsync(user, belonging, work.Origin);
        Console.WriteLine($"{work.Name} belongs to {string.Join(", ", belonging.Parts)}; open sessions end within a minute.");
        return 0;
    });

    private static async Task<int> ListAsync(UserWork work)
    {
        Console.WriteLine("name,display_name,roles,second_factor,state,office,organisation,operator_state");
        foreach (var (user, roles) in await work.Desk.ListAsync())
        {
            var state = user.LockedAt is not null ? "locked" : user.PasswordHash is null ? "keys only" : "active";
            string[] cells = [user.UserName!, user.DisplayName, string.Join(' ', roles), user.TwoFactorEnabled ? "on" : "off", state,
                user.Office ?? "", user.Organisation ?? "", user.State ?? ""];
            Console.WriteLine(string.Join(',', cells.Select(CsvCell.Of)));
        }

        return 0;
    }

    private static async Task<int> AuditAsync(UserWork work)
    {
        const int Rows = 500;
        var log = work.Services.GetRequiredService<AuditLog>();
        Console.WriteLine(string.Join(',', AuditColumns));
        for (long? before = null; ;)
        {
            var lines = await log.ReadAsync(AuditFilter.All, before, Rows);
            foreach (var line in lines)
            {
                string[] cells =
                [
                    line.Id.ToString(CultureInfo.InvariantCulture), line.At.ToString("O", CultureInfo.InvariantCulture),
                    line.Event.ToString(), line.Name, line.Subject, line.By, line.Address, line.Client, line.Detail,
                ];
                Console.WriteLine(string.Join(',', cells.Select(CsvCell.Of)));
            }

            if (lines.Count < Rows) break;
            before = lines[^1].Id;
        }

        return await log.FirstBrokenAsync() is { } broken ? Fail($"The chain is broken at line {broken}: a line was changed.") : 0;
    }

    private static async Task<int> WithUserAsync(UserWork work, Func<User, Task<int>> act) =>
        await work.Desk.FindAsync(work.Name) is { } user ? await act(user) : Fail($"There is no user '{work.Name}': navseal user list.");

    /// <summary>What was typed, held against the registries of today: the views that a server has built beside the users, and the reference
    /// tables for what stands in none of them.</summary>
    private static (Belonging? Belonging, string? Fault) BelongingIn(Settings settings, Belonging typed)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(settings.HomeOffset).DateTime);
        var laid = new Lazy<IReadOnlyList<RegistryRow>>(() => ReferenceTables.Read(settings).Rows);
        return BelongingChoices.Read(typed, Knows, OrganisationsWith);

        bool Knows(RegistryKind kind, string key) =>
            ViewStore.AskRegistries<bool?>(settings.DataFolder, registries =>
                registries.Exists(kind, key) ? registries.Find(kind, key, today) is not null : null)
            ?? laid.Value.Any(row => row.Kind == kind && row.Key == key && row.Spans(today));

        IEnumerable<RegistryRow> OrganisationsWith(string text) =>
            ViewStore.AskRegistries(settings.DataFolder, registries =>
                registries.List(RegistryKind.Organisation, today, text, null, RegistryParts.RowsMax).Items.Select(one => one.Row)) ?? [];
    }

    private static string Cure(string fault, Belonging typed) => fault == "OfficeUnknown"
        ? $"No registry knows the office '{typed.Office}' today. Name the key of an office or controlling body that the reference "
            + "tables or the views of this data folder hold, or say what the user belongs to on the page of users."
        : $"No registry knows the organisation '{typed.Organisation}' today. Name its key or number as the views of this data folder "
            + "hold it, or enter it in the registry of organisations first.";

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"navseal: {message}");
        return 1;
    }

    /// <summary>A line of standard input, or what is typed twice without being shown.</summary>
    private static string? ReadPassword()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() is { Length: > 0 } line ? line : null;
        var password = ReadHidden("Password: ");
        if (password == ReadHidden("Again: ")) return password;
        Console.Error.WriteLine("The two differ.");
        return null;
    }

    private static string ReadHidden(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    /// <summary>What was asked for.</summary>
    private sealed record UserWork
    {
        public IServiceProvider Services { get; init; } = null!;

        public string Name { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public IReadOnlyList<string> Roles { get; init; } = [];

        /// <summary>Null where it is out of form.</summary>
        public Belonging? Belonging { get; init; } = Belonging.None;

        public UserDesk Desk => Services.GetRequiredService<UserDesk>();

        public Origin Origin { get; } = new("command-line/" + Environment.UserName, "", "navseal");
    }
}
