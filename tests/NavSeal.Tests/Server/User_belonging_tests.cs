using NavSeal.Tests.Server.Access;

namespace NavSeal.Tests.Server;

/// <summary>Where a user belongs is said at the terminal by a key that the registries know.</summary>
public sealed class User_belonging_tests
{
    [Fact]
    public async Task A_user_is_not_entered_at_an_office_that_nobody_knows()
    {
        using var folder = new ServerFolder();
        using var refused = await AddAsync(folder, "nur-zhooly");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("No registry knows the office 'nur-zhooly'", refused.Errors, StringComparison.Ordinal);
        using var added = await AddAsync(folder, "nur-zholy");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
    }

    private static Task<NavSealProcess> AddAsync(ServerFolder folder, string office) => NavSealProcess.RunWithAsync(
        AccessServer.Password + "\n", "user", "add", "aigul", "--role", "officer", "--office", office, "--data", folder.Path);
}
