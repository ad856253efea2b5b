using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>Keeps who entered the password of which seal and when, never the password. One that was entered for another device under the
/// same number is forgotten.</summary>
internal sealed class SealSecretFold
{
    private const string Register = """
        INSERT INTO seal_secret (seal, protocol, identity_kind, identity_value) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (seal) DO UPDATE SET
            kept_by = CASE WHEN (protocol, identity_kind, identity_value) = (?2, ?3, ?4) THEN kept_by END,
            kept_at = CASE WHEN (protocol, identity_kind, identity_value) = (?2, ?3, ?4) THEN kept_at END,
            protocol = ?2, identity_kind = ?3, identity_value = ?4
        """;

    private const string Keep = "UPDATE seal_secret SET kept_by = ?2, kept_at = ?3 WHERE seal = ?1";

    private readonly Statement register, keep;

    public SealSecretFold(ViewFile file) => (register, keep) = (file.Prepare(Register), file.Prepare(Keep));

    /// <summary>Takes in what happened to a seal.</summary>
    public void Apply(SealNumber seal, SealEvent change)
    {
        if (change is SealEvent.SealRegistered e)
            register.Bind(1, seal.Text).Bind(2, (int)e.Protocol).Bind(3, (int)e.IdentityKind).Bind(4, e.IdentityValue).Run();
        else if (change is SealEvent.SecretKept kept)
            keep.Bind(1, seal.Text).Bind(2, kept.By).Bind(3, kept.At.ToUnixTimeMilliseconds()).Run();
    }
}
