using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Workplaces;

namespace NavSeal.Server.Control;

/// <summary>A password of a seal as a file has it.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="Password">Six digits.</param>
internal sealed record SecretRow(string Seal, string Password)
{
    /// <summary>Nothing of the password: rows are named in messages.</summary>
    public override string ToString() => Seal;
}

/// <summary>Passwords of seals for the command line. They go in and never out.</summary>
internal static class SecretControl
{
    public const string Path = "/control/seals/passwords";

    public static RouteGroupBuilder MapSecrets(
        this RouteGroupBuilder control, ICommandDesk desk, Func<SealNumber, SealSecret, string> seal)
    {
        control.MapPost("/seals/passwords", (SecretRow[] rows, CancellationToken stop) =>
            ControlEndpoints.DoAllAsync(rows.Select(row => Read(row, seal)), desk, stop));
        return control;
    }

    private static (string Name, Command? Command, string Wrong) Read(SecretRow row, Func<SealNumber, SealSecret, string> seal)
    {
        if (!SealNumber.TryParse(row.Seal, out var number))
            return (row.Seal, null, $"seal '{row.Seal}': take 1 to {SealNumber.LengthMax} letters, digits and hyphens");
        return SealSecret.TryParse(row.Password, out var secret)
            ? (number.Text, new Command.KeepSealSecret(number, seal(number, secret)), "")
            : (number.Text, null, $"password of seal {number}: take six digits");
    }
}
