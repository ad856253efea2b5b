using Microsoft.Data.Sqlite;
using NavSeal.Journal;
using NavSeal.Server.State;

namespace NavSeal.Tests.Gateway;

/// <summary>What a start finds in its folder.</summary>
public sealed class Data_folder_tests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("navseal-");

    private string Table => Path.Combine(folder.FullName, "state.db");

    [Fact]
    public void A_table_reads_back_what_was_written()
    {
        Write();
        Assert.Equal((7, 3, false), Read());
    }

    [Theory]
    [InlineData("UPDATE state SET bytes = x'00' WHERE subject = 'seal/B'")]
    [InlineData("UPDATE state SET sequence = 9 WHERE subject = 'seal/B'")]
    [InlineData("UPDATE state SET hash = x'01'")]
    [InlineData("UPDATE state SET bytes = 'text'")]
    [InlineData("DROP TABLE state; CREATE TABLE state (something)")]
    public void A_damaged_table_is_set_aside_and_begun_anew(string damage)
    {
        Write();
        Execute(damage);
        Assert.Equal((0, 0, true), Read());
        Assert.True(File.Exists(Table + ".damaged"));
        Write();
        Assert.Equal((7, 3, false), Read());
    }

    [Fact]
    public void A_file_that_is_no_table_is_set_aside()
    {
        File.WriteAllText(Table, new string('x', 5000));
        Assert.Equal((0, 0, true), Read());
    }

    [Fact]
    public void A_table_of_another_version_is_begun_anew()
    {
        Write();
        Execute("UPDATE checkpoint SET version = 0");
        Assert.Equal((0, 0, false), Read());
    }

    [Fact]
    public void A_table_that_cannot_be_opened_is_named()
    {
        Directory.CreateDirectory(Table);
        var complaint = Assert.Throws<IOException>(() => Read());
        Assert.Contains(Table, complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_has_a_folder()
    {
        using (FolderLock.Take(folder.FullName))
        {
            var complaint = Assert.Throws<IOException>(() => FolderLock.Take(folder.FullName));
            Assert.Contains("--data", complaint.Message, StringComparison.Ordinal);
        }

        FolderLock.Take(folder.FullName).Dispose();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write()
    {
        using var table = StateTable.Open(Table);
        table.Read();
        table.Write(7, from name in new[] { "seal/A", "seal/B", "journal" }
                       select new StateRow(new Subject(name), new SubjectHead(3, Digest.Of([1])), [1, 2, 3]));
    }

    private (long Commit, int Rows, bool IsSetAside) Read()
    {
        using var table = StateTable.Open(Table);
        var (commit, rows) = table.Read();
        return (commit, rows.Count, table.SetAside is not null);
    }

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Table};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
