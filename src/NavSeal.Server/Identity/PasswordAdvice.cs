using Microsoft.AspNetCore.Identity;

namespace NavSeal.Server.Identity;

/// <summary>Which passwords are taken: long, not the login name, none of those that everybody tries first. No rules of composition, which
/// only make people write them down.</summary>
internal sealed class PasswordAdvice : IPasswordValidator<User>
{
    public const int LengthMin = 12, LengthMax = 128;

    private const int DifferentMin = 5;

    /// <summary>Words that are no password, whatever digits and signs stand around them.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwordpassword", "passw0rd", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "qwertyqwerty", "qazwsxedc",
        "asdfghjkl", "zxcvbnm", "abcdefghijkl", "iloveyou", "letmein", "welcome", "administrator", "admin", "dispatcher", "navseal",
        "navsealnavseal", "kazakhstan", "пароль", "парольпароль", "йцукен", "йцукенгшщз", "администратор", "казахстан", "қазақстан",
        "құпиясөз", "",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var code = Fault(user.UserName ?? "", password ?? "");
        return Task.FromResult(
            code is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = code, Description = Cure(code) }));
    }

    /// <summary>Why a password is not taken; null: it is.</summary>
    public static string? Fault(string name, string password) => password.Length switch
    {
        < LengthMin => "PasswordTooShort",
        > LengthMax => "PasswordTooLong",
        _ when name.Length > 0 && password.Contains(name, StringComparison.OrdinalIgnoreCase) => "PasswordHoldsName",
        _ when password.Distinct().Count() < DifferentMin || IsCommon(password) => "PasswordCommon",
        _ => null,
    };

    /// <summary>The cure in English, for the command line.</summary>
    public static string Cure(string code) => code switch
    {
        "PasswordTooShort" => $"The password is too short: take at least {LengthMin} characters, for example four words.",
        "PasswordTooLong" => $"The password is too long: take at most {LengthMax} characters.",
        "PasswordHoldsName" => "The password holds the login name: take another.",
        "PasswordCommon" => "The password is one of those that are tried first: take another, for example four words.",
        "BelongingWrong" =>
            "An office is a key of letters, digits and hyphens, an organisation 2 to 32 of them, a state two letters.",
        "DuplicateUserName" => "A user of that name exists.",
        _ => "The name may hold letters a to z, digits and . - _ @ +, at most 64.",
    };

    private static bool IsCommon(string password) => Common.Contains(password.Trim([.. password.Where(c => !char.IsLetter(c)).Distinct()]));
}
