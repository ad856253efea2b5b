namespace NavSeal.Model.Commands;

/// <summary>Whence a command comes.</summary>
/// <param name="Id">Chosen by who asks (the <c>Idempotency-Key</c> of the API, a hidden field of a form): a known id gets its first
/// answer.</param>
/// <param name="By">Who asks: <c>user/…</c>, <c>key/…</c>, or a part of the system; 1 to <see cref="ByLengthMax"/> characters.</param>
public readonly record struct CommandOrigin(Guid Id, string By)
{
    /// <summary>Most characters of <see cref="By"/>.</summary>
    public const int ByLengthMax = 64;
}
