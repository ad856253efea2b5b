namespace NavSeal.Devices;

/// <summary>What the front of the buffered bytes is.</summary>
public enum Cut
{
    /// <summary>The beginning of a message; more bytes are needed to tell. Nothing is consumed.</summary>
    NeedMore,

    /// <summary>A whole message.</summary>
    Whole,

    /// <summary>No message: noise, or a damaged one. What is consumed is skipped.</summary>
    Corrupt,
}
