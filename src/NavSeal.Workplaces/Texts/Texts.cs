namespace NavSeal.Workplaces.Texts;

/// <summary>Names the texts of the frame around every page, <c>LayoutTexts*.resx</c>.</summary>
public sealed class LayoutTexts;

/// <summary>Names the words of the field, <c>WordsTexts*.resx</c>: situations, states, ages, places, refusals.</summary>
public sealed class WordsTexts;

/// <summary>Names the texts of the registries, <c>RegistryTexts*.resx</c>.</summary>
public sealed class RegistryTexts;

/// <summary>Names the texts of the stock of seals, <c>StockTexts*.resx</c>.</summary>
public sealed class StockTexts;

/// <summary>Names the texts of the page of a seal and of the commands to it, <c>CommandTexts*.resx</c>.</summary>
public sealed class CommandTexts;

/// <summary>Names the texts of what a seal sent and by which connections, <c>SealTexts*.resx</c>.</summary>
public sealed class SealTexts;

/// <summary>Names the texts of the dispatcher's board and lists, <c>BoardTexts*.resx</c>.</summary>
public sealed class BoardTexts;

/// <summary>Names the texts of applications, <c>ApplicationTexts*.resx</c>.</summary>
public sealed class ApplicationTexts;

/// <summary>Names the texts of the board of clocks, <c>ClockTexts*.resx</c>.</summary>
public sealed class ClockTexts;

/// <summary>Names the texts of terms of keeping, <c>RetentionTexts*.resx</c>.</summary>
public sealed class RetentionTexts;

/// <summary>Names the texts of documents, <c>DocumentTexts*.resx</c>.</summary>
public sealed class DocumentTexts;

/// <summary>Names the texts of acts, their fields and the desks of officers, <c>ActTexts*.resx</c>.</summary>
public sealed class ActTexts;

/// <summary>Names the texts of the question whether a seal is needed, <c>NeedTexts*.resx</c>.</summary>
public sealed class NeedTexts;
