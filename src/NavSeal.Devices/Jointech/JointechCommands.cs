using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Jointech;

/// <summary>Commands to a lock as they go out on its connection. There is none that locks: the rope is inserted by hand.</summary>
public static class JointechCommands
{
    private const int PasswordLength = 6, CardsMax = 20, SerialMax = 999;
    private const int IntervalMin = 5, IntervalMax = 600, SleepShort = 5, SleepMin = 30, SleepMax = 1440;

    /// <summary>The word of an opening by the static password, and of the answer to it.</summary>
    public static ReadOnlySpan<byte> StaticOpening => "P43"u8;

    /// <summary>Asks the version of its program.</summary>
    public static byte[] AskVersion => "(P01)"u8.ToArray();

    /// <summary>Makes its program begin anew.</summary>
    public static byte[] Restart => "(P15)"u8.ToArray();

    /// <summary>Asks for the dynamic password in force.</summary>
    public static byte[] AskDynamicPassword => "(P52,0)"u8.ToArray();

    /// <summary>Asks how many reports it holds in memory.</summary>
    public static byte[] AskWaiting => "(P98,10,0)"u8.ToArray();

    /// <summary>Opens by the static password.</summary>
    /// <exception cref="ArgumentException">It is not six digits.</exception>
    public static byte[] OpenByStatic(string password) => Written($"(P43,{Password(password)})");

    /// <summary>Opens by the dynamic password.</summary>
    /// <exception cref="ArgumentException">It is not six digits.</exception>
    public static byte[] OpenByDynamic(string password) => Written($"(P52,3,{Password(password)})");

    /// <summary>Changes the static password.</summary>
    /// <exception cref="ArgumentException">One of them is not six digits.</exception>
    public static byte[] ChangeStatic(string changed, string old) => Written($"(P44,{Password(changed)},{Password(old)})");

    /// <summary>Sets how often it reports, awake and asleep.</summary>
    /// <param name="seconds">Apart while awake, 5 to 600.</param>
    /// <param name="sleepMinutes">Apart while asleep, 5 or 30 to 1440.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beyond those bounds.</exception>
    public static byte[] ReportEvery(int seconds, int sleepMinutes)
    {
        if (!CanReportEvery(seconds, sleepMinutes))
            throw new ArgumentOutOfRangeException(nameof(seconds), "Beyond the bounds of the lock.");
        return Written($"(P04,1,{seconds},{sleepMinutes})");
    }

    /// <summary>Whether a lock can report so often.</summary>
    /// <param name="seconds">Apart while awake.</param>
    /// <param name="sleepMinutes">Apart while asleep.</param>
    public static bool CanReportEvery(int seconds, int sleepMinutes) =>
        seconds is >= IntervalMin and <= IntervalMax && sleepMinutes is SleepShort or (>= SleepMin and <= SleepMax);

    /// <summary>What a lock answers to <see cref="ReportEvery"/>, behind its number: it repeats what was asked.</summary>
    public static byte[] ReportsEvery(int seconds, int sleepMinutes) => Written($"P04,{seconds},{sleepMinutes}");

    /// <summary>Keeps it awake, or lets it sleep.</summary>
    public static byte[] KeepAwake(bool awake) => Written($"(P54,1,{(awake ? 1 : 0)})");

    /// <summary>Puts on the list those that shall open it.</summary>
    /// <param name="cards">One to twenty numbers of ten digits.</param>
    /// <exception cref="ArgumentException">Too many, or one that is none.</exception>
    public static byte[] AddCards(IReadOnlyCollection<string> cards) => Cards(1, cards);

    /// <summary>Takes from the list those that shall no longer open it.</summary>
    /// <param name="cards">One to twenty numbers of ten digits.</param>
    /// <exception cref="ArgumentException">Too many, or one that is none.</exception>
    public static byte[] RemoveCards(IReadOnlyCollection<string> cards) => Cards(2, cards);

    /// <summary>Empties the list.</summary>
    public static byte[] ClearCards() => "(P41,1,3)"u8.ToArray();

    /// <summary>Opens a sub-lock through its master.</summary>
    /// <param name="master">Number of the master.</param>
    /// <param name="serial">0 to 999; the one used before is ignored as a repeat.</param>
    /// <param name="subLock">Number of the sub-lock.</param>
    /// <param name="minutes">How long the master may try.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such serial number.</exception>
    public static byte[] OpenSubLock(ulong master, int serial, string subLock, int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, SerialMax);
        return Written($"({master:0000000000},1,{serial:000},WLNET,8,1,1,{minutes},{subLock})");
    }

    private static byte[] Cards(int act, IReadOnlyCollection<string> cards)
    {
        if (cards.Count is 0 or > CardsMax) throw new ArgumentException("One to twenty cards.", nameof(cards));
        if (cards.Any(card => card.Length != 10 || !card.All(char.IsAsciiDigit)))
            throw new ArgumentException("A card has ten digits.", nameof(cards));
        return Written($"(P41,1,{act},{cards.Count},{string.Join(',', cards)})");
    }

    private static string Password(string password) => password.Length == PasswordLength && password.All(char.IsAsciiDigit)
        ? password
        : throw new ArgumentException("A password has six digits.", nameof(password));

    private static byte[] Written(FormattableString command) => Encoding.ASCII.GetBytes(command.ToString(CultureInfo.InvariantCulture));
}
