namespace AiScholar.Rl;

/// <summary>Is told of every fault that the extension runtime contained; many may be registered.</summary>
/// <remarks>Called from any thread, on the faulting call's path: be quick. What it throws is ignored.</remarks>
public interface IFaultObserver
{
    /// <summary>Records one contained fault.</summary>
    void OnFault(ExtensionFault fault);
}
