namespace NavSeal.Workplaces.Texts;

/// <summary>The words of signing in and of one's own account.</summary>
public sealed class SignInTexts;

/// <summary>The words of the administrator's pages.</summary>
public sealed class AdministrationTexts;
