namespace NavSeal.Devices.Eseal;

/// <summary>What a message of eSeal is sent for. The numbers stand in observations as their cause and never change.</summary>
public enum EsealType : byte
{
    /// <summary>None that this program knows.</summary>
    Unknown = 0,

    /// <summary>Startup: the device was switched on.</summary>
    Startup = 1,

    /// <summary>Normal: its period has passed.</summary>
    Normal = 2,

    /// <summary>Button-Normal: somebody pressed its button.</summary>
    ButtonNormal = 3,

    /// <summary>Termination: the device is about to be switched off.</summary>
    Termination = 4,

    /// <summary>Event-Door: the door contact changed.</summary>
    Door = 5,

    /// <summary>Event-Shock: it was struck.</summary>
    Shock = 6,

    /// <summary>Event-Drop: it fell.</summary>
    Drop = 7,

    /// <summary>Event-Lock: the lock changed.</summary>
    Lock = 8,

    /// <summary>Event-RC-Unlock: it was unlocked from afar.</summary>
    RemoteUnlock = 9,
}

/// <summary>The words of the types.</summary>
internal static class EsealTypes
{
    /// <summary>The type that is written so.</summary>
    public static EsealType Of(ReadOnlySpan<byte> word)
    {
        for (var type = EsealType.Startup; type <= EsealType.RemoteUnlock; type++)
        {
            if (word.SequenceEqual(WordOf(type))) return type;
        }

        return EsealType.Unknown;
    }

    /// <summary>How a type is written; nothing where it is unknown.</summary>
    public static ReadOnlySpan<byte> WordOf(EsealType type) => type switch
    {
        EsealType.Startup => "Startup"u8,
        EsealType.Normal => "Normal"u8,
        EsealType.ButtonNormal => "Button-Normal"u8,
        EsealType.Termination => "Termination"u8,
        EsealType.Door => "Event-Door"u8,
        EsealType.Shock => "Event-Shock"u8,
        EsealType.Drop => "Event-Drop"u8,
        EsealType.Lock => "Event-Lock"u8,
        EsealType.RemoteUnlock => "Event-RC-Unlock"u8,
        _ => default,
    };
}
