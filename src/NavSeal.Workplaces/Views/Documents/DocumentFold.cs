using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Documents;

/// <summary>Writes which transportation cites which documents; within the transaction. The protected ones are not among them: who sees
/// their ciphertext learns nothing, and nobody has to.</summary>
internal sealed class DocumentFold(ViewFile file)
{
    private const string Insert = "INSERT OR IGNORE INTO cited_document (sha256, transportation) VALUES (?, ?)";
    private const string Forget = "DELETE FROM cited_document WHERE transportation = ?";

    private readonly Statement insert = file.Prepare(Insert), forget = file.Prepare(Forget);

    public void Apply(int transportation, TransportationEvent change)
    {
        switch (change)
        {
            case TransportationEvent.ApplicationDrafted e:
                forget.Bind(1, transportation).Run();
                foreach (var document in e.Application.Documents) Cite(transportation, document.Sha256);
                break;
            case TransportationEvent.DocumentAttached e:
                Cite(transportation, e.Document.Sha256);
                break;
            default:
                break;
        }
    }

    private void Cite(int transportation, string? sha256)
    {
        if (sha256 is not null) insert.Bind(1, sha256).Bind(2, transportation).Run();
    }
}
