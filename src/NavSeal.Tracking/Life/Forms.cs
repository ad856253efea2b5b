using System.Text.RegularExpressions;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Whether what people wrote can be used.</summary>
internal static partial class Forms
{
    private const int SignatureTextMax = 200, HashLength = 64;

    /// <summary>1 to <see cref="Application.LongTextMax"/> characters, none of them for control.</summary>
    public static bool IsText(string? text) => IsText(text, Application.LongTextMax);

    /// <summary>1 to <paramref name="lengthMax"/> characters, none of them for control.</summary>
    public static bool IsText(string? text, int lengthMax) => CommandForms.IsText(text, lengthMax);

    /// <summary>Nothing, or a text in form.</summary>
    public static bool IsTextOrNone(string? text, int lengthMax) => text is null || IsText(text, lengthMax);

    /// <summary>4 to 10 digits.</summary>
    public static bool IsGoodsCode(string? code) => code is { Length: >= 4 and <= 10 } && code.All(char.IsAsciiDigit);

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public static bool IsHash(string? hash) => hash is { Length: HashLength } && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether somebody signed: the hash of what was shown is there, and with a certificate that of its CMS.</summary>
    public static bool IsSigned(PersonSignature? signature) => signature is not null && IsHash(signature.ShownSha256)
        && IsTextOrNone(signature.Signer, SignatureTextMax)
        && signature.Method switch
        {
            SignatureMethod.Cms => IsHash(signature.CmsSha256),
            SignatureMethod.SecondFactor => signature.CmsSha256 is null,
            _ => false,
        };

    /// <summary>Whether a declaration is of the form of its kind: office/date/serial where it is electronic or a copy of one.</summary>
    public static bool IsDeclaration(DeclarationReference declaration) => declaration.Kind switch
    {
        DeclarationKind.TransitDeclaration or DeclarationKind.GoodsDeclaration => DeclarationForm().IsMatch(declaration.Number),
        DeclarationKind.PaperCopy or DeclarationKind.TirCarnet or DeclarationKind.Cmr or DeclarationKind.Smgs
            or DeclarationKind.TransportDocument => IsText(declaration.Number, Application.TextMax),
        _ => false,
    };

    /// <summary>Names the operator's person in full.</summary>
    public static Refusal? Check(Representative? person) => person is not null && Enum.IsDefined(person.Role)
        && IsText(person.EmployeeNumber, Application.TextMax) && IsText(person.Name, Application.TextMax)
            ? null
            : Refusal.RepresentativeMissing;

    [GeneratedRegex(@"^(\d{2}|\d{5}|\d{8})/(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d{2}|20\d{2})/([A-ZА-Я]{0,2}-?\d{6,7})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DeclarationForm();
}
