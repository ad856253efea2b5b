using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Keys;
using NavSeal.Server.State;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Server.Access;

/// <summary>The keys that processes on one database share, and the folder that has to be the same for all of them.</summary>
public sealed class Shared_keys_tests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ServerFolder folder = new(), other = new();

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public void What_one_process_protects_another_reads()
    {
        var hidden = Protector(Open(folder)).Protect("secret");
        Assert.Equal("secret", Protector(Open(folder)).Unprotect(hidden));
    }

    [Fact]
    public async Task Processes_that_start_at_once_for_the_first_time_make_one_key()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open(folder))));
        Assert.Equal(1L, Ask("SELECT count(*) FROM key_ring"));
        var hidden = rings.Select(ring => Protector(ring).Protect("secret")).ToList();
        Assert.All(rings, ring => Assert.All(hidden, one => Assert.Equal("secret", Protector(ring).Unprotect(one))));
    }

    [Fact]
    public void A_process_without_the_keys_refuses_to_start_and_makes_none()
    {
        Open(folder);
        var refusal = Assert.Throws<IOException>(() => Open(other));
        Assert.Contains($"'{other.Path}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("is missing. Copy the folder of keys", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(other.Path));
    }

    [Theory]
    [InlineData(HeadKey.PrivateName)]
    [InlineData(KeyFolder.SecretName)]
    public void A_process_with_another_key_refuses_to_start_until_it_has_the_right_one(string name)
    {
        Open(folder);
        using (var foreign = TestDatabase.Create()) KeyFolder.Open(foreign.Database, other.Path);
        foreach (var path in Directory.EnumerateFiles(folder.Path).Where(path => Path.GetFileName(path) != name)) Copy(path);
        var refusal = Assert.Throws<IOException>(() => Open(other));
        Assert.Contains($"{name} is another one", refusal.Message, StringComparison.Ordinal);
        Copy(Path.Combine(folder.Path, name));
        Open(other);

        void Copy(string path) => File.Copy(path, Path.Combine(other.Path, Path.GetFileName(path)), overwrite: true);
    }

    [Fact]
    public void Keys_lie_sealed_in_the_database_and_a_changed_one_is_refused()
    {
        Open(folder);
        var kept = Encoding.Latin1.GetString((byte[])Ask("SELECT sealed FROM key_ring")!);
        Assert.DoesNotContain("key", kept, StringComparison.Ordinal);
        Ask("UPDATE key_ring SET name = 'another'");
        var refusal = Assert.Throws<IOException>(() => Open(folder));
        Assert.Contains("was changed", refusal.Message, StringComparison.Ordinal);
        Ask("UPDATE key_ring SET sealed = '\\x01'");
        Assert.Throws<IOException>(() => Open(folder));
    }

    [Fact]
    public void The_ring_of_the_embedded_store_is_taken_over()
    {
        var embedded = new ServiceCollection();
        embedded.AddDataProtection().SetApplicationName("NavSeal").PersistKeysToFileSystem(new DirectoryInfo(folder.Path));
        using var provider = embedded.BuildServiceProvider();
        var hidden = provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("secret");
        Assert.Equal("secret", Protector(Open(folder)).Unprotect(hidden));
        Open(folder);
        Assert.Equal(1L, Ask("SELECT count(*) FROM key_ring"));
    }

    [Fact]
    public void The_secret_is_readable_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        Open(folder);
#pragma warning disable CA1416
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, KeyFolder.SecretName)));
#pragma warning restore CA1416
        File.WriteAllText(Path.Combine(folder.Path, KeyFolder.SecretName), "nothing");
        Assert.Throws<IOException>(() => Open(folder));
    }

    private static IDataProtector Protector(KeyRing ring)
    {
        var services = new ServiceCollection();
        ring.Serve(services.AddDataProtection().SetApplicationName("NavSeal"));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private KeyRing Open(ServerFolder of) => KeyFolder.Open(database.Database, of.Path);

    private object? Ask(string sql)
    {
        using var command = database.Database.Source.CreateCommand(sql);
        return command.ExecuteScalar();
    }
}
