import { ImageOff } from "lucide-react";
import type { ComparedSample } from "#core/release/compare-releases.ts";
import { fileUrl } from "#components/ui/file-url.ts";

/** The picture of a sample after its edit, as it was frozen; the photo where the release has no such picture. */
export function ComparedPicture({ sample, alt }: { sample: ComparedSample; alt: string }) {
  const hash = sample.pictures?.after ?? sample.photo;
  return (
    <div className="aspect-[3/2] bg-sunken">
      {hash ? (
        // eslint-disable-next-line -- already the right size
        <img src={fileUrl(hash, 480)} alt={alt} loading="lazy" className="size-full object-cover" />
      ) : (
        <span className="flex size-full items-center justify-center text-soft">
          <ImageOff className="size-5" aria-hidden />
          <span className="sr-only">No picture</span>
        </span>
      )}
    </div>
  );
}
