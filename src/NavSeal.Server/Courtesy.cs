using System.Runtime.InteropServices;

namespace NavSeal.Server;

/// <summary>Threads that give way. The runtime's own priorities do nothing on Linux, where each thread has a nice value of its
/// own.</summary>
internal static partial class Courtesy
{
    /// <summary>About a tenth of the weight of other threads where all of them want the same core; all of the core where nobody else does.
    /// </summary>
    private const int Nice = 10;

    private const int OfThread = 0, CallingThread = 0;

    /// <summary>Lets the calling thread give way to others for as long as it lives; elsewhere than on Linux nothing happens.</summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, CallingThread, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
