using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;

namespace NavSeal.Server.Demo;

/// <summary>Users to try everything with, one for each role. Their passwords are made once for a data folder and kept in it, readable for
/// its owner only.</summary>
internal static class DemoUsers
{
    private const string FileName = "demo-users.txt", KeyName = "demo", KeyLabel = "API key";
    private static readonly Origin Origin = new("demo", "", "navseal demo");

    /// <summary>Each belongs where the demo has work for it: an office at which many corridors begin and end, and the first of the parties
    /// that carry.</summary>
    private static readonly (string Role, Belonging Belonging)[] People =
    [
        (Roles.Dispatcher, Belonging.None), (Roles.Officer, AtOffice), (Roles.HeadOfOffice, AtOffice), (Roles.Representative, AtOffice),
        (Roles.Carrier, new Belonging(null, DemoRegistries.FirstParty, null)), (Roles.Administrator, Belonging.None),
        (Roles.Auditor, Belonging.None),
    ];

    private static Belonging AtOffice => new("almaty-cto", null, null);

    /// <summary>Enters them where they are missing.</summary>
    /// <param name="settings">Of the demo.</param>
    /// <param name="signer">Whose certificate the owner of the key signs by.</param>
    /// <returns>What is printed at each start: a line for each user, and the key.</returns>
    public static async Task<string> EnterAsync(Settings settings, DemoSigner signer)
    {
        var path = Path.Combine(settings.DataFolder, FileName);
        using var shared = settings.Postgres is { } connection ? PostgresDatabase.Open(connection) : null;
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddUserStore(new UserStoreOptions(settings.DataFolder, shared)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<UserDesk>();
        var printed = File.Exists(path) ? await File.ReadAllTextAsync(path) : await MakeAsync(path, desk, services);
        var (certificates, own) = (services.GetRequiredService<PersonCertificates>(), CmsReader.SignatoryOf(signer.Certificate));
        if (await desk.FindAsync(Roles.Integrator) is { } owner && await certificates.FindAsync(owner.Id, own.Fingerprint) is null)
            await certificates.EnrolAsync(owner, own, Origin);
        return printed;
    }

    private static async Task<string> MakeAsync(string path, UserDesk desk, IServiceProvider services)
    {
        List<string> lines = [];
        foreach (var (role, belonging) in People)
        {
            var password = Identifiers.NewPassword();
            var user = new NewUser(role, $"Demo {role}", password, [role]) { Belonging = belonging };
            var faults = await desk.AddAsync(user, mustChange: false, Origin);
            // The file was lost: the user gets another password.
            if (faults.Count > 0) await desk.SetPasswordAsync((await desk.FindAsync(role))!, password, isOwn: true, Origin);
            lines.Add($"{role,-14} {password}");
        }

        await desk.AddAsync(new NewUser(Roles.Integrator, "Demo integrator", null, [Roles.Integrator]), mustChange: false, Origin);
        var owner = (await desk.FindAsync(Roles.Integrator))!;
        var wanted = new NewApiKey(owner.Id, KeyName, Scopes.All, ApiKeys.DaysMax);
        var key = await services.GetRequiredService<ApiKeys>().MakeAsync(wanted, Origin);
        lines.Add($"{KeyLabel,-14} {key}");
        return await WriteAsync(path, string.Join('\n', lines) + "\n");
    }

    /// <summary>The key among what is printed.</summary>
    public static string KeyIn(string printed) => printed.Split('\n').First(line => line.StartsWith(KeyLabel, StringComparison.Ordinal))
        [KeyLabel.Length..].Trim();

    private static async Task<string> WriteAsync(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(text);
        return text;
    }
}
