using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Tensors and plain numbers. The operators of TorchSharp make a native number of a double on the way, which may be collected while the native call reads it; here it lives until the call has
/// returned.
/// </summary>
internal static class TensorNumbers
{
    /// <summary>The tensor times a number.</summary>
    public static torch.Tensor Times(this torch.Tensor tensor, double factor)
    {
        using Scalar number = factor;
        return tensor.mul(number);
    }

    /// <summary>The tensor divided by a number.</summary>
    public static torch.Tensor Over(this torch.Tensor tensor, double divisor)
    {
        using Scalar number = divisor;
        return tensor.div(number);
    }

    /// <summary>1 - the tensor.</summary>
    public static torch.Tensor Complement(this torch.Tensor tensor)
    {
        using Scalar one = 1;
        return tensor.neg().add(one);
    }
}
