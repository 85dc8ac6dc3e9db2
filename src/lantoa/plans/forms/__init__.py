"""Forms that edit Plan JSON: of a draft's rows here, of a reading's rows in intake."""

from lantoa.plans.forms.header import BodiesForm, DocumentForm, HeaderForm
from lantoa.plans.forms.items import TextForm, form_of_item
from lantoa.plans.forms.obligations import ObligationForm, ShortObligationForm

__all__ = [
    "BodiesForm",
    "DocumentForm",
    "HeaderForm",
    "ObligationForm",
    "ShortObligationForm",
    "TextForm",
    "form_of_item",
]
