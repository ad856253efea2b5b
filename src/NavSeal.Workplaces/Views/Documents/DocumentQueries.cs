using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Documents;

/// <summary>Reads where documents are cited; any thread.</summary>
public sealed class DocumentQueries
{
    private const string Select = """
        SELECT t.number FROM cited_document d JOIN transportation t ON t.id = d.transportation
        """;

    private readonly ViewReads reads;
    private readonly Sight sight;

    internal DocumentQueries(ViewReads reads, Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>A transportation that is seen and cites the document; null: none.</summary>
    /// <param name="sha256">64 hexadecimal digits in lower case.</param>
    public TransportationNumber? CitedBy(string sha256)
    {
        var query = new ViewQuery(Select).And("d.sha256 = ?", sha256);
        sight.Limit(query);
        return reads.Select($"{query.OrderBy("t.id DESC").Text} LIMIT 1", query.Values, row =>
            TransportationNumber.TryParse(row.Text(0), out var number) ? number : (TransportationNumber?)null).FirstOrDefault();
    }
}
