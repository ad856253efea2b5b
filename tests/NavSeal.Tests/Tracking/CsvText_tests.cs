using NavSeal.Tracking;

namespace NavSeal.Tests.Tracking;

public sealed class CsvText_tests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1;2")]
    [InlineData("a,b\r\n1,2\r\n3,4", "1;2|3;4")]
    [InlineData("\uFEFFa,b\n1,2", "1;2")]
    [InlineData("a,b\n\"1,5\",\"say \"\"x\"\"\"\r\n", "1,5;say \"x\"")]
    [InlineData("a,b\n\"1\n2\",3\n\n4,5\n", "1\n2;3|4;5")]
    [InlineData("a,b\n,\n", ";")]
    [InlineData("a,b", "")]
    public void Fields_are_read_as_RFC_4180_says(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CsvText.Parse("t.csv", text).Rows.Select(row => $"{row["a"]};{row["b"]}")));

    [Fact]
    public void Rows_know_their_lines_behind_quoted_line_feeds_too() =>
        Assert.Equal([2, 4, 6], CsvText.Parse("t.csv", "a\n\"x\ny\"\nz\n\nw").Rows.Select(row => row.Line));

    [Theory]
    [InlineData("", "t.csv, line 1: no head.")]
    [InlineData("a,a\n1,2", "t.csv, line 1: the column 'a' stands twice.")]
    [InlineData("a,b\n1,2\n3", "t.csv, line 3: 1 fields, the head has 2.")]
    [InlineData("a,b\n1,\"2\n", "t.csv, line 2: a quote is not closed.")]
    [InlineData("a,b\n\"1\"x,2", "t.csv, line 2: text behind a closing quote.")]
    public void What_is_wrong_is_named_by_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => CsvText.Parse("t.csv", text)).Message);
}
