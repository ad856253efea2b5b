namespace NavSeal.Model.Commands;

/// <summary>What became of a command.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>Done and durable.</summary>
    /// <param name="CommitNumber">The commit that holds it; a page that shows the result waits until its view has reached it.</param>
    public sealed record Done(long CommitNumber) : Answer;

    /// <summary>Refused; nothing changed.</summary>
    /// <param name="Reason">Why, and by that how to mend it.</param>
    public sealed record Refused(Refusal Reason) : Answer;
}
