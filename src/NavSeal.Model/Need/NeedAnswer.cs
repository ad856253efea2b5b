namespace NavSeal.Model.Need;

/// <summary>What comes back to a <see cref="NeedQuestion"/>.</summary>
public abstract record NeedAnswer
{
    private NeedAnswer()
    {
    }

    /// <summary>The question cannot be asked.</summary>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Field">Where, for example <c>goods[1].code</c>; lines count from 0 as in the text of the question.</param>
    /// <param name="Shown">The value that stands there, cut short where it is long; empty where nothing does.</param>
    /// <param name="Detail">What would do: the longer heading, the greatest number, the known words.</param>
    public sealed record Malformed(NeedFault Fault, string Field, string Shown, string Detail) : NeedAnswer;

    /// <summary>The question was answered.</summary>
    /// <param name="Decision">Yes or no, and why.</param>
    public sealed record Decided(NeedDecision Decision) : NeedAnswer;
}

/// <summary>Why a question cannot be asked.</summary>
public enum NeedFault : byte
{
    /// <summary>No day of the calendar, or one far outside the years in which anybody asks.</summary>
    DayWrong = 1,

    /// <summary>None of the three procedures.</summary>
    ProcedureUnknown,

    /// <summary>None of the four modes of transport.</summary>
    ModeUnknown,

    /// <summary>Not a single state on the way.</summary>
    StatesMissing,

    /// <summary>More states than any way has.</summary>
    TooManyStates,

    /// <summary>No member state of the Union.</summary>
    StateUnknown,

    /// <summary>Not a single line of goods.</summary>
    GoodsMissing,

    /// <summary>More lines than a declaration holds.</summary>
    TooManyGoods,

    /// <summary>Anything but four to ten digits.</summary>
    CodeMalformed,

    /// <summary>Digits that begin a longer listed heading: whether the goods fall under it cannot be told.</summary>
    CodeTooShort,

    /// <summary>An id that the table of exemptions does not hold.</summary>
    ExemptionUnknown,

    /// <summary>No whole number in the range of compartments or objects, or none of either.</summary>
    CountWrong,

    /// <summary>A sum that is no decimal number from zero up.</summary>
    SecurityWrong,

    /// <summary>A sum without three capital letters for its currency.</summary>
    CurrencyWrong,
}
