using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;

namespace NavSeal.Workplaces.Stock;

/// <summary>The form by which the password of a seal is entered. It goes one way: into the journal, sealed.</summary>
public sealed record StockSecret
{
    public const string Password = "password", Again = "again";

    public Guid Act { get; init; }

    /// <summary>By control, the key of what is wrong.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it was refused; null where it was not.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>Reads a form that was sent.</summary>
    /// <returns>The password where it is one and was typed the same twice; else the form with what is wrong.</returns>
    public static (SealSecret? Secret, StockSecret Model) Read(IFormCollection form)
    {
        var model = new StockSecret { Act = Guid.TryParse(form["act"], out var act) ? act : Guid.Empty };
        if (!SealSecret.TryParse(form[Password], out var secret)) return (null, model.With(Password, "Fault_Password"));
        var isSame = SealSecret.TryParse(form[Again], out var again) && again.Reveal() == secret.Reveal();
        return isSame ? (secret, model) : (null, model.With(Again, "Fault_PasswordAgain"));
    }

    private StockSecret With(string control, string fault) => this with { Errors = new Dictionary<string, string> { [control] = fault } };
}
