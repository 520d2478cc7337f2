import os

from django.core.wsgi import get_wsgi_application

from socialdomain.start import fit_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialdomain.settings")
application = get_wsgi_application()
fit_or_exit()
