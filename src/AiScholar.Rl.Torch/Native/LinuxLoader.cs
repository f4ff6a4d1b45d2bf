using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace AiScholar.Rl.Torch;

/// <summary>The few calls of the C library that the bootstrap needs.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxLoader
{
    private const int Now = 2;
    private const uint CloseOnExec = 1, Executable = 0x10;

    /// <summary>
    /// Loads a shared library, binding every function at once: a libtorch of another version then fails here, with the symbol's
    /// name, and not in the middle of a later call, which would end the process.
    /// </summary>
    /// <returns>Null on success, else the loader's message.</returns>
    public static string? TryLoad(string path)
    {
        // The first call of a foreign function looks it up, which overwrites the loader's message: so it is called before.
        try
        {
            Error();
            return Open(path, Now) != 0 ? null : Marshal.PtrToStringUTF8(Error()) ?? $"{path}: the loader gave no reason";
        }
        catch (EntryPointNotFoundException)
        {
            // dlopen moved into the C library with glibc 2.34, which TorchSharp needs as well.
            return "libc.so.6: version `GLIBC_2.34' not found";
        }
    }

    /// <summary>Loads a shared library from bytes that lie in no folder.</summary>
    /// <returns>Null on success, else the loader's message.</returns>
    /// <exception cref="IOException">The kernel gave no memory file.</exception>
    public static string? TryLoad(string name, ReadOnlySpan<byte> file)
    {
        // Kernels before 6.3 do not know the flag that allows execution where the default forbids it.
        var descriptor = CreateMemoryFile(name, CloseOnExec | Executable);
        if (descriptor < 0)
            descriptor = CreateMemoryFile(name, CloseOnExec);
        if (descriptor < 0)
            throw new IOException($"memfd_create failed with error {Marshal.GetLastPInvokeError()}.");

        // Kept open when the load succeeds: the loader knows the library by this path, and a reused number would be taken for it.
        var handle = new SafeFileHandle(descriptor, ownsHandle: false);
        var failure = (string?)"";
        try
        {
            RandomAccess.Write(handle, file, 0);
            return failure = TryLoad($"/proc/self/fd/{descriptor}");
        }
        finally
        {
            if (failure is not null)
                new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
        }
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint Error();

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
