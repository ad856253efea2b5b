using System.Text;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Tests.Registries;

/// <summary>Files of registries, as spreadsheets write them and as nobody should.</summary>
public sealed class Csv_tests
{
    private const string Head = "currency,units,rate,quoted_in,published_in,valid_from,valid_to\n";

    [Theory]
    [InlineData("USD,1,540.10,KZT,National Bank,2026-01-01,")]
    [InlineData("\uFEFFUSD,1,540.10,KZT,National Bank,2026-01-01,")]
    [InlineData("usd;1;540.10;kzt;\"National Bank\";2026-01-01;")]
    [InlineData("\"USD\",\"1\",\"540.10\",KZT,National Bank,2026-01-01,\r\n\r\n")]
    public void A_row_is_the_same_with_commas_semicolons_quotes_and_any_line_ends(string line)
    {
        var head = line.Contains(';') ? Head.Replace(',', ';') : Head;
        if (line.Contains('\r')) head = head.ReplaceLineEndings("\r\n");
        var text = line.StartsWith('\uFEFF') ? "\uFEFF" + head + line[1..] : head + line;
        var (rows, findings) = Read(RegistryKind.ExchangeRate, Encoding.UTF8.GetBytes(text));
        Assert.Empty(findings);
        var row = Assert.Single(rows);
        Assert.Equal(("USD", new DateOnly(2026, 1, 1), "540.10"), (row.Key, row.ValidFrom, row.Values["rate"]));
        Assert.Null(row.ValidTo);
    }

    [Theory]
    [InlineData("", "NoHead", 1, "")]
    [InlineData("currency,units,rate,quoted_in,published_in,colour\n", "UnknownColumn", 1, "colour")]
    [InlineData("currency,units,rate,quoted_in\n", "MissingColumn", 1, "published_in")]
    [InlineData("currency,units,rate,quoted_in,published_in,units\n", "ColumnTwice", 1, "units")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,540,KZT\n", "FieldCount", 2, "")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,\"540,KZT,NB\n", "OpenQuote", 2, "")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,\"540\"x,KZT,NB\n", "BehindQuote", 2, "")]
    [InlineData("currency,units,rate,quoted_in,published_in\n\nUSD,one,540,KZT,NB\n", "NotWhole", 3, "units")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,-1,KZT,NB\n", "OutOfBounds", 2, "rate")]
    [InlineData("currency,units,rate,quoted_in,published_in\nDOLLAR,1,540,KZT,NB\n", "NotInForm", 2, "currency")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,540,,NB\n", "Missing", 2, "quoted_in")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,540,KZT,a\u202Eb\n", "NotPlain", 2, "published_in")]
    [InlineData("currency,units,rate,quoted_in,published_in,valid_from\nUSD,1,540,KZT,NB,01.02.2026\n", "NotDay", 2, "valid_from")]
    [InlineData("currency,units,rate,quoted_in,published_in\nUSD,1,540,KZT,NB\nUSD,1,541,KZT,NB\n", "RowTwice", 3, "valid_from")]
    public void What_is_wrong_is_named_with_its_line_and_column(string text, string code, int line, string column)
    {
        var wrong = Assert.Single(Read(RegistryKind.ExchangeRate, Encoding.UTF8.GetBytes(text)).Findings);
        Assert.Equal((code, line, column), (wrong.Code, wrong.Line, wrong.Column));
        Assert.NotEmpty(FaultWords.Of(wrong.Code));
    }

    [Fact]
    public void Other_encodings_are_refused_by_name()
    {
        var text = Head + "USD,1,540,KZT,Ұлттық банк,,\n";
        Assert.Equal("NotText", Assert.Single(Read(RegistryKind.ExchangeRate, Encoding.Unicode.GetBytes(text)).Findings).Code);
        byte[] windows = [.. Encoding.ASCII.GetBytes(Head + "USD,1,540,KZT,"), 0xC1, 0xE0, 0xED, 0xEA, (byte)',', (byte)',', (byte)'\n'];
        Assert.Equal("NotUtf8", Assert.Single(Read(RegistryKind.ExchangeRate, windows).Findings).Code);
    }

    [Fact]
    public void What_is_exported_is_read_back_and_runs_in_no_spreadsheet()
    {
        var values = Rows.Values(
            ("country", "KZ"), ("number", "980540000397"), ("name", "=cmd|' /C calc'!A0"), ("kinds", "carrier"),
            ("phone", "+7 701 000 00 00"), ("address", "Алматы, \"Абай\", 1"), ("email", "@x"), ("tax_number", "-1+2"));
        var record = new RegistryRecord
        {
            Row = new RegistryRow { Kind = RegistryKind.Organisation, Key = Rows.CarrierKey, Version = 1, Values = values },
            Stands = true,
        };
        var text = RegistryCsv.Write(RegistryKind.Organisation, [record]);
        Assert.All(text.Split('\n')[1].Split(','), cell => Assert.DoesNotMatch("^\"?[=@+]", cell));
        var (rows, findings) = Read(RegistryKind.Organisation, Encoding.UTF8.GetBytes(text));
        Assert.Empty(findings);
        Assert.Equal(values, Assert.Single(rows).Values);
    }

    [Fact]
    public void Whatever_the_bytes_nothing_is_thrown() => Seeds.Each(300, random =>
    {
        var bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0) for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)"\",;\r\n=ab1"[random.Next(9)];
        var file = random.Next(2) == 0 ? bytes : Encoding.UTF8.GetBytes(Head).Concat(bytes).ToArray();
        var (rows, findings) = Read(RegistryKind.ExchangeRate, file);
        Assert.All(rows, row => Assert.True(RegistryKey.IsKey(row.Key)));
        Assert.All(findings, finding => Assert.NotEmpty(FaultWords.Of(finding.Code)));
    });

    /// <summary>A file that is wrong in every line is as large as one may hand in; each line is looked at once.</summary>
    [Fact]
    public void A_file_that_is_wrong_throughout_is_read_up_to_a_bound_and_says_so()
    {
        var lines = string.Concat(Enumerable.Repeat("XXXX,0,none,?,,not-a-day,\n", 20_000));
        var (rows, findings) = Read(RegistryKind.ExchangeRate, Encoding.UTF8.GetBytes(Head + lines));
        Assert.Empty(rows);
        var last = findings[^1];
        Assert.Equal((nameof(FileFault.TooManyFaults), RegistryCsv.FaultsMax + 2), (last.Code, last.Line));
        Assert.Equal(RegistryCsv.FaultsMax + 1, findings.Select(finding => finding.Line).Distinct().Count());
    }

    [Fact]
    public void Every_fault_has_its_words() => Assert.Equal(
        Enum.GetNames<RegistryFault>().Concat(Enum.GetNames<FileFault>()).Distinct().Order(StringComparer.Ordinal),
        FaultWords.Codes.Order(StringComparer.Ordinal));

    private static (IReadOnlyList<FileRow> Rows, IReadOnlyList<FileFinding> Findings) Read(RegistryKind kind, byte[] file) =>
        RegistryCsv.Read(kind, file, Rows.States);
}
