using NavSeal.Model.Registries;
using NavSeal.Tests.Registries;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces.Views;

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

    [Fact]
    public async Task The_key_of_an_office_is_meant_in_whichever_case_it_was_typed()
    {
        using var folder = new ServerFolder();
        using var added = await AddAsync(folder, "NUR-Zholy");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        using var listed = await NavSealProcess.RunWithAsync("", "user", "list", "--data", folder.Path);
        Assert.Contains(",nur-zholy,", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_not_entered_at_an_office_that_ended()
    {
        using var folder = new ServerFolder();
        using (var views = ViewStore.Open(folder.Path, new ViewSource(_ => null, null)))
        {
            views.Lay(
            [
                new RegistryRow
                {
                    Kind = RegistryKind.Office,
                    Key = "nur-zholy",
                    Version = 0,
                    ValidTo = new DateOnly(2020, 12, 31),
                    Values = Rows.Values(("id", "nur-zholy"), ("name_ru", "Нур Жолы"), ("country", "KZ")),
                },
            ]);
        }

        using var refused = await AddAsync(folder, "nur-zholy");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("No registry knows the office 'nur-zholy' today", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_not_entered_for_an_organisation_that_nobody_knows()
    {
        using var folder = new ServerFolder();
        using var refused = await AddAsync(folder, "KZ-999999999999", "organisation");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("No registry knows the organisation 'KZ-999999999999'", refused.Errors, StringComparison.Ordinal);
    }

    private static Task<NavSealProcess> AddAsync(ServerFolder folder, string key, string belonging = "office") =>
        NavSealProcess.RunWithAsync(
            AccessServer.Password + "\n", "user", "add", "aigul", "--role", "officer", "--" + belonging, key, "--data", folder.Path);
}
