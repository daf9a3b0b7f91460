"""Files as people send them, made here: a photo with a place in it, a drawing, a PDF that wants to act."""

from io import BytesIO

import pikepdf
from PIL import Image

SECRET = b"Olha Tkachenko"


def photo(width: int = 400, height: int = 300, *, orientation: int = 1, form: str = "JPEG") -> bytes:
    """Left half red, right half blue, with a name and coordinates in its notes."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (width // 2, 0, width, height))
    notes = Image.Exif()
    notes[0x0112], notes[0x013B] = orientation, SECRET.decode()
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (49.0, 25.0, 1.0)
    out = BytesIO()
    picture.save(out, form, exif=notes, quality=90)
    return out.getvalue()


def bomb() -> bytes:
    """A small file of 100 million points."""
    out = BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def paper(*, pages: int = 1, password: str = "") -> bytes:
    """A page with a picture in it, an author, a script at opening, an attachment and a link."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[0]
        image = pikepdf.Stream(pdf, photo(40, 30))
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 40, 30, 8
        image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.obj.Contents = pikepdf.Stream(pdf, b"q 100 0 0 75 20 20 cm /Im0 Do Q")
        page.obj.AA = pikepdf.Dictionary(O=_script())
        page.obj.Annots = pikepdf.Array(
            [pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link,
                                                  Rect=[0, 0, 9, 9], A=_script()))]
        )  # fmt: skip
        pdf.Root.OpenAction = _script()
        pdf.docinfo["/Author"] = SECRET.decode()
        pdf.attachments["list.txt"] = SECRET
        out = BytesIO()
        lock = pikepdf.Encryption(user=password, owner=password) if password else False
        pdf.save(out, encryption=lock, compress_streams=False)
        return out.getvalue()


def _script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('here')")
