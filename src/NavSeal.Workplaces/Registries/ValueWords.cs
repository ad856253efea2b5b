using Microsoft.Extensions.Localization;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Texts;

namespace NavSeal.Workplaces.Registries;

/// <summary>Values of rows in the words of the reader.</summary>
internal static class ValueWords
{
    /// <summary>Codes and flags as words; everything else as it stands.</summary>
    public static string Said(this IStringLocalizer<RegistryTexts> texts, RegistryColumn column, string value) =>
        value.Length > 0 && column.Kind is ColumnKind.Code or ColumnKind.Codes or ColumnKind.Flag
            ? string.Join(", ", value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => texts[$"Code_{one}"].Value))
            : value;
}
