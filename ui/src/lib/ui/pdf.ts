/** The reader of PDFs (pdf.js), in the build that runs in the oldest windows we serve, with its worker beside it. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** Opens a PDF; rejects when the bytes are none. The bytes are copied: the worker takes its own. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const reader = await import('pdfjs-dist/legacy/build/pdf.min.mjs');
  reader.GlobalWorkerOptions.workerSrc = workerUrl;
  return reader.getDocument({ data: bytes.slice(), disableFontFace: false, useSystemFonts: false, useWasm: false }).promise;
}

/** The bytes of a base64 text, as commands answer them. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
