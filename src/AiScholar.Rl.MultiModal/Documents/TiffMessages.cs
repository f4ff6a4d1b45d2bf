using BitMiracle.LibTiff.Classic;

namespace AiScholar.Rl.MultiModal;

/// <summary>Keeps what LibTiff says of files read here off the console; what it says of other files goes where it went before.</summary>
internal sealed class TiffMessages : TiffErrorHandler
{
    private static readonly Lazy<TiffMessages> Installed = new(Install);

    private TiffErrorHandler? _others;

    /// <summary>The client data of files read here.</summary>
    public static object Marker { get; } = new();

    /// <summary>The library has one handler for all files: this one is put before it, once.</summary>
    public static void Silence() => _ = Installed.Value;

    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
        if (!IsOurs(tif))
            _others?.ErrorHandler(tif, method, format, args);
    }

    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (!IsOurs(tif))
            _others?.ErrorHandlerExt(tif, clientData, method, format, args);
    }

    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
        if (!IsOurs(tif))
            _others?.WarningHandler(tif, method, format, args);
    }

    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (!IsOurs(tif))
            _others?.WarningHandlerExt(tif, clientData, method, format, args);
    }

    private static TiffMessages Install()
    {
        var messages = new TiffMessages();
        messages._others = Tiff.SetErrorHandler(messages);
        return messages;
    }

    private static bool IsOurs(Tiff? tiff) => ReferenceEquals(tiff?.Clientdata(), Marker);
}
