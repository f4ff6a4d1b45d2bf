using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

internal static class ServiceCollectionEditing
{
    /// <summary>Removes an extension: its descriptor and its keyed service.</summary>
    public static void RemoveAll(this IServiceCollection services, ExtensionDescriptor descriptor)
    {
        for (int i = services.Count - 1; i >= 0; i--)
        {
            ServiceDescriptor service = services[i];
            bool isDescriptor = !service.IsKeyedService && ReferenceEquals(service.ImplementationInstance, descriptor);
            bool isService = service.IsKeyedService && service.ServiceType == descriptor.Contract && Equals(service.ServiceKey, descriptor.ServiceKey);
            if (isDescriptor || isService)
                services.RemoveAt(i);
        }
    }
}
