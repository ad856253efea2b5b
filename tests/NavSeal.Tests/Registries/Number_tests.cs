using NavSeal.Model.Registries;

namespace NavSeal.Tests.Registries;

/// <summary>Numbers of vehicles, containers, wagons and organisations: one thing is one number however it is written.</summary>
public sealed class Number_tests
{
    private const string Latin = "ABEKMHOPCTYX", Cyrillic = "АВЕКМНОРСТУХ";

    [Theory]
    [Requirement("CAB-018")]
    [InlineData("123 АВС-02", "123ABC02")]
    [InlineData("123abc 02", "123ABC02")]
    [InlineData("  777·авс.02 ", "777ABC02")]
    [InlineData("新A12345", "新A12345")]
    [InlineData("ＡＢ１２", "AB12")]
    [InlineData("---", null)]
    [InlineData("1234567890123456", null)]
    public void A_plate_is_compared_without_spaces_hyphens_and_cyrillic_look_alikes(string written, string? expected) =>
        Assert.Equal(expected, PlateNumber.Normalise(written));

    [Fact]
    [Requirement("CAB-018")]
    public void A_plate_is_the_same_however_its_letters_are_typed() => Seeds.Each(300, random =>
    {
        var plate = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
            random.Next(2) == 0 ? (char)('0' + random.Next(10)) : Latin[random.Next(Latin.Length)]));
        var typed = string.Concat(plate.Select(c => Typed(random, c)));
        Assert.Equal(plate, PlateNumber.Normalise(typed));
        Assert.Equal(plate, PlateNumber.Normalise(PlateNumber.Normalise(typed)!));
    });

    [Theory]
    [InlineData("123 АВС-02", "123abc02", true)]
    [InlineData("123ABC02", "123ABC03", false)]
    [InlineData("---", "...", false)]
    [InlineData("", "-", false)]
    [InlineData("-", "-", true)]
    [InlineData("1234567890 123456", "1234567890123456", true)]
    [InlineData("1234567890123456", "1234567890123457", false)]
    public void What_is_no_plate_is_the_same_as_no_other(string one, string other, bool expected)
    {
        Assert.Equal(expected, PlateNumber.AreSame(one, other));
        Assert.Equal(expected, PlateNumber.AreSame(other, one));
    }

    [Fact]
    public void Tractor_and_trailer_come_in_one_field_or_alone()
    {
        Assert.Equal(("777ABC02", "12XYZ02"), PlateNumber.Split("777 ABC 02 / 12XYZ02"));
        Assert.Equal(("777ABC02", null), PlateNumber.Split("777ABC02"));
        Assert.Null(PlateNumber.Split("A/B/C"));
        Assert.Null(PlateNumber.Split(" "));
    }

    [Theory]
    [InlineData("CSQU3054383", true)]
    [InlineData("MSCU1234566", true)]
    [InlineData("TEMU7000158", true)]
    [InlineData("SAMU0000080", true)]
    [InlineData("CSQU3054384", false)]
    [InlineData("CSQA3054383", false)]
    [InlineData("CSQU305438", false)]
    public void A_container_has_a_check_digit(string number, bool checks) => Assert.Equal(checks, ContainerNumber.Checks(number));

    [Theory]
    [InlineData("94123452", true)]
    [InlineData("52640869", true)]
    [InlineData("2430-0014", true)]
    [InlineData("94000080", true)]
    [InlineData("94000081", false)]
    public void A_wagon_has_a_check_digit(string written, bool checks) =>
        Assert.Equal(checks, WagonNumber.Checks(WagonNumber.Normalise(written)!));

    [Fact]
    public void One_wrong_digit_of_a_wagon_is_always_noticed() => Seeds.Each(200, random =>
    {
        var seven = string.Concat(Enumerable.Range(0, 7).Select(_ => (char)('0' + random.Next(10))));
        var number = seven + WagonNumber.CheckDigit(seven);
        Assert.True(WagonNumber.Checks(number));
        var place = random.Next(8);
        var wrong = number.ToCharArray();
        wrong[place] = (char)('0' + ((wrong[place] - '0' + random.Next(1, 10)) % 10));
        Assert.False(WagonNumber.Checks(new string(wrong)));
    });

    [Theory]
    [Requirement("CAB-014")]
    [InlineData("980540000397", "980540000397")]
    [InlineData("9805 4000-0397", "980540000397")]
    [InlineData("980540000398", null)]
    [InlineData("98054000039", null)]
    [InlineData("98054000039A", null)]
    public void A_business_number_has_twelve_digits_of_which_the_last_checks_the_others(string written, string? expected) =>
        Assert.Equal(expected, BusinessNumber.Normalise(written));

    [Fact]
    [Requirement("CAB-014")]
    public void One_wrong_digit_of_a_business_number_is_noticed() => Seeds.Each(300, random =>
    {
        var eleven = string.Concat(Enumerable.Range(0, 11).Select(_ => (char)('0' + random.Next(10))));
        if (BusinessNumber.CheckDigit(eleven) is not { } check) return;
        Assert.NotNull(BusinessNumber.Normalise(eleven + check));
        var wrong = (char)('0' + ((check - '0' + random.Next(1, 10)) % 10));
        Assert.Null(BusinessNumber.Normalise(eleven + wrong));
    });

    [Fact]
    public void A_key_comes_back_from_the_name_of_its_subject() => Seeds.Each(300, random =>
    {
        var key = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "Aя新 -%/.№ә9"[random.Next(11)]));
        Assert.Equal(key, RegistryKey.Unescape(RegistryKey.Escape(key)));
        if (!RegistryKey.IsKey(key)) return;
        Assert.Equal((RegistryKind.Person, key), NavSeal.Model.Encoding.SubjectNames.RegistryRowOf(
            NavSeal.Model.Encoding.SubjectNames.Of(RegistryKind.Person, key)));
        Assert.True(NavSeal.Journal.Subject.IsName(NavSeal.Model.Encoding.SubjectNames.Of(RegistryKind.SpecialMeasure, key)));
    });

    private static string Typed(Random random, char c)
    {
        var place = Latin.IndexOf(c, StringComparison.Ordinal);
        var letter = place >= 0 && random.Next(2) == 0 ? Cyrillic[place] : c;
        var cased = random.Next(2) == 0 ? char.ToLowerInvariant(letter) : letter;
        return random.Next(4) == 0 ? cased + (random.Next(2) == 0 ? " " : "-") : cased.ToString();
    }
}
